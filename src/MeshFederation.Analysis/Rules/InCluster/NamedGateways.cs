using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The Gateways that VirtualServices name.</summary>
internal static class NamedGateways
{
    /// <summary>The namespace and name of a Gateway as it is named in a namespace; <c>name.namespace.svc…</c> is the old form.</summary>
    public static (string Namespace, string Name) Split(string name, string ownNamespace)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0) return (name[..slash], name[(slash + 1)..]);
        return name.Split('.') is [var old, var space, ..] ? (space, old) : (ownNamespace, name);
    }

    /// <summary>The Gateway of the Gateway API that a VirtualService names.</summary>
    public static MeshManifest? FindOfApi(FederationView federation, MeshManifest service, string name)
    {
        var (space, gateway) = Split(name, service.Namespace);
        return federation.In(service.Cluster)
            .Of(IstioKind.ApiGateway)
            .FirstOrDefault(known => known.Name == gateway && known.Namespace == space);
    }

    public static MeshManifest? Find(FederationView federation, MeshManifest service, string name)
    {
        var (space, gateway) = Split(name, service.Namespace);
        return federation.In(service.Cluster)
            .Of(IstioKind.Gateway)
            .FirstOrDefault(known => known.Name == gateway && known.Namespace == space);
    }
}
