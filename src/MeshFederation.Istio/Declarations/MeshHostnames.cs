using MeshFederation.Istio.Names;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks the name that a service has in all clusters.</summary>
internal static class MeshHostnames
{
    /// <summary>Checks it.</summary>
    /// <exception cref="MeshException">It is no DNS name, or one of Kubernetes' own.</exception>
    public static void Check(MeshService service)
    {
        if (service.MeshHostname is not { } name)
        {
            if (service.ServeHostname) throw MeshHostnameErrors.Missing(service);
            return;
        }

        if (!DnsName.IsHost(name) || !name.Contains('.', StringComparison.Ordinal))
            throw MeshHostnameErrors.Invalid(service, name, "it is no DNS name with a dot in it");
        if (Hosts.NameOfServed(name) is not null)
            throw MeshHostnameErrors.Invalid(service, name, "it begins as names under which -ServeHostname has clusters know their pods");
        foreach (var cluster in service.Cluster.Concat(service.ClientCluster))
        {
            if (!name.EndsWith("." + cluster.ClusterDomain, StringComparison.Ordinal)) continue;
            throw MeshHostnameErrors.Invalid(service, name, $"it lies in the domain of the Services of {cluster}, {cluster.ClusterDomain}");
        }
    }
}
