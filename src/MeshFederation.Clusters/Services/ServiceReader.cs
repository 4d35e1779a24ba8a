using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>Reads services to federate from the manifests that deploy them: their Services, and the workloads that these select.</summary>
public static class ServiceReader
{
    /// <summary>Reads the services.</summary>
    /// <param name="documents">The objects, in any order; what is neither a Service nor a workload does not count.</param>
    /// <param name="clusters">The clusters in which they are deployed, and from which they are called.</param>
    /// <param name="defaultNamespace">The namespace of objects that name none.</param>
    /// <param name="warn">Is told of every Service and port that is left out, with its place.</param>
    /// <param name="fault">Is told of every object that is not what Kubernetes takes, which then does not count; null throws what it
    /// would be told.</param>
    /// <returns>The services, sorted by namespace and name; versions and service accounts are those of the selected workloads.</returns>
    /// <exception cref="MeshException">
    /// An object is not what Kubernetes takes, two Services of one name differ, or two clusters have one name.
    /// </exception>
    public static IReadOnlyList<MeshService> Read(
        IEnumerable<KubernetesDocument> documents, IReadOnlyList<MeshCluster> clusters, string defaultNamespace, Action<string> warn,
            Action<MeshException>? fault = null)
    {
        NameErrors.RequireLabel(defaultNamespace, "namespace");
        var sorted = Sorted(clusters);
        var all = documents.OrderBy(document => document.File, StringComparer.Ordinal).ThenBy(document => document.Line).ToArray();
        var workloads = all.Select(document => Tried(() => Workload.Of(document, defaultNamespace), fault)).OfType<Workload>().Distinct()
            .ToLookup(workload => workload.Namespace, StringComparer.Ordinal);
        var services = ServiceObject.Find(all, defaultNamespace, fault);
        return [.. services.Select(service => Tried(() => Read(service, workloads[service.Namespace], sorted, warn), fault))
            .OfType<MeshService>()];
    }

    /// <summary>What is read; null where that fails and somebody is told.</summary>
    internal static T? Tried<T>(Func<T?> read, Action<MeshException>? fault)
        where T : class
    {
        try
        {
            return read();
        }
        catch (MeshException exception) when (fault is not null)
        {
            fault(exception);
            return null;
        }
    }

    private static MeshService? Read(
        ServiceObject service, IEnumerable<Workload> workloads, ValueList<MeshCluster> clusters, Action<string> warn)
    {
        var fields = service.Fields;
        if (ServiceTypes.IsAlias(fields.Text(fields.Spec, "type")))
            return Skip(fields, "its type is ExternalName, so no workload of the cluster serves it", warn);
        var ports = ServicePorts.Read(fields, warn);
        if (ports.Count == 0) return Skip(fields, "it has no TCP port", warn);
        var selector = fields.Labels(fields.Spec, "selector");
        var selected = workloads.Where(workload => selector.Count > 0 && selector.Selects(workload.Label)).ToArray();
        var (accounts, versions) = (Accounts(selected), Versions(selected));
        var targets = TargetPorts.Of(fields, ports, selected);
        return new(
            name: service.Name,
            ns: service.Namespace,
            port: ports,
            instance: clusters.Select(cluster => new MeshServiceInstance(cluster)
            {
                ServiceAccount = accounts,
                Version = versions,
                Selector = selector,
                TargetPort = targets.Known,
                NamedTargetPort = targets.Unknown,
            }).ToValueList(),
            clientCluster: clusters);
    }

    private static MeshService? Skip(ObjectFields fields, string cause, Action<string> warn)
    {
        warn($"{fields.Document.Place}: The {fields.Title} is left out: {cause}.");
        return null;
    }

    private static ValueList<string> Accounts(IEnumerable<Workload> selected) =>
        selected.Select(workload => workload.ServiceAccount).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    private static ValueList<MeshVersion> Versions(IEnumerable<Workload> selected) =>
        selected.Select(workload => workload.Label.TryGetValue(MeshVersion.UsualLabel, out var version) ? version : "")
            .Where(version => version.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(version => new MeshVersion(LabelSet.Create(MeshVersion.UsualLabel, version))).ToValueList();

    private static ValueList<MeshCluster> Sorted(IReadOnlyList<MeshCluster> clusters)
    {
        var twin = clusters.GroupBy(cluster => cluster.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any());
        if (twin is null) return clusters.OrderBy(cluster => cluster.Name, StringComparer.Ordinal).ToValueList();
        throw new MeshException(
            MeshErrorId.ClusterDuplicate,
            MeshErrorKind.InvalidArgument,
            $"The cluster '{twin.Key}' is given twice.",
            "Name each cluster once, and give different clusters different names.",
            twin.First());
    }
}
