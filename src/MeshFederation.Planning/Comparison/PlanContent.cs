using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Declarations.Keys;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Whether a plan wants only what federations write: a file may want anything, and what stands beside name, labels and spec is shown to
/// nobody.
/// </summary>
public static class PlanContent
{
    private static readonly string[] Parts = ["apiVersion", "kind", "metadata", "spec"];
    private static readonly string[] MetadataFields = ["name", "namespace", "labels", "annotations"];
    private static readonly string[] Labels = [ManifestLabels.ManagedBy, ManifestLabels.Federation];
    private static readonly string[] Annotations = [ManifestLabels.SuppressAnalysis, ManifestLabels.Suspended];

    /// <summary>What a plan wants that no federation writes.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>One sentence, without its full stop, for each object that has such; empty when none has.</returns>
    public static IReadOnlyList<string> Foreign(MeshPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var named = plan.Changes.Where(change => change.Wanted is not null && !IsGuard(change))
            .SelectMany(change => Namespaces(change.Wanted!.GetValueOrDefault("spec")))
            .Concat(Declared(plan.Declaration ?? UnstructuredMap.Empty)).ToHashSet(StringComparer.Ordinal);
        return [.. plan.Changes.Where(change => change.Wanted is not null)
            .Select(change => Foreign(change, plan, named))
            .Where(text => text.Length > 0)];
    }

    private static string Foreign(MeshChange change, MeshPlan plan, HashSet<string> named)
    {
        var (federation, cluster) = (plan.Name, plan.Cluster.FirstOrDefault(cluster => cluster.Name == change.Cluster));
        var wanted = new MeshManifest(change.Cluster, change.Wanted!);
        if (cluster is null) return $"{change} is for a cluster that the plan does not have";
        if (ObjectKinds.Find(wanted) is not { } kind
            || kind.ApiVersion(cluster.IstioVersion) != wanted.ApiVersion
            || (kind.IsAmbient && plan.Cluster.All(planned => planned.Tunnels() is null)))
        {
            return $"{wanted.ApiVersion} {wanted.Kind} is no kind of a federation in {change.Cluster}";
        }

        if (!wanted.IsOf(federation)) return $"{wanted} does not have the labels of the federation '{federation}'";
        if ((wanted.ApiVersion, wanted.Kind, wanted.Namespace, wanted.Name)
            != (change.ApiVersion, change.Kind, change.Namespace, change.Name))
        {
            return $"{change} is to make {wanted}";
        }

        if (change.OnlyFields != Ownership.IsFields(wanted))
            return $"{change} is to make {(change.OnlyFields ? "all of it" : "fields of it")}";
        var fields = ForeignFields(wanted, kind.IsAmbient ? AmbientFields.Of(wanted, cluster) : []).ToList();
        if (fields.Count > 0) return $"{wanted} in {change.Cluster} has {string.Join(", ", fields)}, which federations do not write";
        return named.Contains(wanted.Namespace) || (!kind.IsGuard && IsAtGateway(cluster, wanted))
            || (kind.IsAmbient && AmbientFields.IsPlace(wanted, plan))
            ? ""
            : $"{wanted} in {change.Cluster} stands in the namespace '{wanted.Namespace}', in which no service of the plan is";
    }

    /// <summary>What keeps requests out says whom by texts of every kind, and stands where pods of services are.</summary>
    private static bool IsGuard(MeshChange change) =>
        ObjectKinds.Find(new MeshManifest(change.Cluster, change.Wanted!)) is { IsGuard: true };

    private static bool IsAtGateway(MeshCluster cluster, MeshManifest wanted) =>
        wanted.Namespace == cluster.IstioNamespace || wanted.Namespace == cluster.Gateway.Namespace
        || wanted.Namespace == cluster.TunnelGateway?.Namespace;

    private static IEnumerable<string> ForeignFields(MeshManifest wanted, IReadOnlyList<string> more) =>
        wanted.Content.Keys.Except(Parts, StringComparer.Ordinal)
            .Concat(wanted.Metadata.Keys.Except(MetadataFields, StringComparer.Ordinal).Select(field => "metadata." + field))
            .Concat(Others(wanted, "labels", [.. Labels, .. more]))
            .Concat(Others(wanted, "annotations", [.. Annotations, .. more]));

    private static IEnumerable<string> Others(MeshManifest wanted, string field, string[] known) =>
        (wanted.Metadata.Map(field) ?? UnstructuredMap.Empty).Keys.Except(known, StringComparer.Ordinal)
            .Select(name => $"metadata.{field}['{name}']");

    /// <summary>The namespaces of the services that the plan was made of; a host of one's own, for all clusters, says none.</summary>
    private static IEnumerable<string> Declared(UnstructuredMap declaration) => declaration.Maps(RootKeys.Services)
        .Append(declaration.Map(RootKeys.Federation) ?? UnstructuredMap.Empty)
        .Select(named => named.Text("namespace")).OfType<string>();

    /// <summary>
    /// The namespaces that host names of a value have in their second place, as in <c>reviews.default.svc.cluster2.global</c>.
    /// </summary>
    private static IEnumerable<string> Namespaces(object? value) => value switch
    {
        string text => HostNames(text).Select(host => host.Split('.')).Where(labels => labels.Length > 2).Select(labels => labels[1]),
        UnstructuredMap map => map.Values.SelectMany(Namespaces).Concat(map.Keys.SelectMany(Namespaces)),
        UnstructuredList list => list.SelectMany(Namespaces),
        _ => [],
    };

    private static IEnumerable<string> HostNames(string text)
    {
        var begin = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-')) continue;
            if (end > begin) yield return text[begin..end].Trim('.');
            begin = end + 1;
        }
    }
}
