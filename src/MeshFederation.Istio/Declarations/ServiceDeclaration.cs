using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks what was declared of a service, and brings it into its one order.</summary>
public static class ServiceDeclaration
{
    /// <summary>Checks a service.</summary>
    /// <param name="service">The service as declared.</param>
    /// <returns>The service, clusters sorted by name and ports by number.</returns>
    /// <exception cref="MeshException">A part of it cannot be.</exception>
    public static MeshService Check(MeshService service)
    {
        RequireName(service.Name);
        NameErrors.RequireLabel(service.Namespace, "namespace");
        NameErrors.RequireDomain(service.HostSuffix, "host suffix");
        CheckPorts(service);
        foreach (var instance in service.Instance) CheckNumbers(service, instance);
        ConnectionLimit.Check(service);
        if (service.RoutingMode is { } mode and not (MeshRoutingMode.Ambient or MeshRoutingMode.Auto))
            throw AmbientErrors.ModeOfGateway(service, mode);
        MeshHostnames.Check(service);
        CheckClusters(service, service.Cluster, "-Cluster", "runs in no cluster");
        CheckClusters(service, service.ClientCluster, "-ClientCluster", "is called from no cluster");
        foreach (var account in service.Instance.SelectMany(instance => instance.ServiceAccount))
        {
            if (!DnsName.IsSubdomain(account)) throw NameError(account, "service account");
        }

        return service with
        {
            Port = service.Port.OrderBy(port => port.Number).ToValueList(),
            SniHost = SniHosts.Check(service),
            Instance =
                service.Instance.Select(CheckAddress).OrderBy(instance => instance.Cluster.Name, StringComparer.Ordinal).ToValueList(),
            ClientCluster = service.ClientCluster.OrderBy(cluster => cluster.Name, StringComparer.Ordinal).ToValueList(),
        };
    }

    /// <summary>Who types reviews.shop means the service reviews in the namespace shop.</summary>
    private static void RequireName(string name)
    {
        var hint = name.Split('.') is [var service, var ns, ..] ? $" The namespace is given apart: {service} -Namespace {ns}." : "";
        NameErrors.RequireLabel(name, "service", hint: hint, suggest: hint.Length == 0);
    }

    private static void CheckPorts(MeshService service)
    {
        if (service.Port.Count == 0)
        {
            throw new MeshException(
                MeshErrorId.PortMissing,
                MeshErrorKind.InvalidArgument,
                $"The service '{service}' has no port.",
                "Give at least one: -Port http:9080.",
                service);
        }

        for (var i = 1; i < service.Port.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (service.Port[j], service.Port[i]);
                if (one.Name == other.Name || one.Number == other.Number) throw PortErrors.Duplicate(service.ToString(), one, other);
            }
        }
    }

    private static void CheckNumbers(MeshService service, MeshServiceInstance instance)
    {
        if (instance.PortNumber.Count == 0) return;
        var twice = service.Port.GroupBy(instance.NumberOf).FirstOrDefault(ports => ports.Skip(1).Any());
        if (twice is not null) throw PortErrors.Duplicate(service.ToString(), instance.Cluster.Name, twice.Key, twice.ToValueList());
    }

    private static void CheckClusters(MeshService service, ValueList<MeshCluster> clusters, string parameter, string withoutAny)
    {
        if (clusters.Count == 0)
        {
            throw new MeshException(
                MeshErrorId.ClusterMissing,
                MeshErrorKind.InvalidArgument,
                $"The service '{service}' {withoutAny}.",
                $"Name one: {parameter} cluster1. A variable that is given there holds no cluster.",
                service);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            if (names.Add(cluster.Name)) continue;
            throw new MeshException(
                MeshErrorId.ClusterDuplicate,
                MeshErrorKind.InvalidArgument,
                $"The cluster '{cluster.Name}' is given twice in {parameter} of the service '{service}'.",
                "Name each cluster once, and give different clusters different names.",
                cluster);
        }
    }

    private static MeshServiceInstance CheckAddress(MeshServiceInstance instance)
    {
        if (instance.Address is null) return instance;
        if (ClusterDeclaration.TryCanonicalAddress(instance.Address, out var canonical)) return instance with { Address = canonical };
        throw new MeshException(
            MeshErrorId.AddressInvalid,
            MeshErrorKind.InvalidArgument,
            $"'{instance.Address}' for the cluster '{instance.Cluster.Name}' is not an IP address.",
            $"Give one address for each serving cluster: -Address @{{ {instance.Cluster.Name} = '240.0.0.10' }}.",
            instance.Address);
    }

    private static MeshException NameError(string value, string what) => new(
        MeshErrorId.NameInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{value}' cannot be the name of a {what}: it is not a DNS name.",
        "Use lower-case letters, digits, inner hyphens and dots, at most 253 characters.",
        value);
}
