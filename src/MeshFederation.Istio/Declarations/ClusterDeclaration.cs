using System.Net;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Versions;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks what was declared of a cluster.</summary>
public static class ClusterDeclaration
{
    /// <summary>Checks a cluster, and writes its addresses in their canonical form.</summary>
    /// <param name="cluster">The cluster as declared.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="MeshException">A part of it cannot be.</exception>
    public static MeshCluster Check(MeshCluster cluster)
    {
        NameErrors.RequireLabel(
            cluster.Name,
            "cluster",
            MeshErrorId.ClusterNameInvalid,
            " The name becomes part of host names; the kubeconfig context may differ: -Context 'admin@prod'.");
        NameErrors.RequireDomain(cluster.ClusterDomain, "cluster domain");
        NameErrors.RequireDomain(cluster.TrustDomain, "trust domain");
        NameErrors.RequireLabel(cluster.IstioNamespace, "namespace");
        NameErrors.RequireLabel(cluster.Gateway.Namespace, "namespace");
        PortErrors.RequireNumber(cluster.Gateway.Port, cluster.Gateway.Port);
        PortErrors.RequireNumber(cluster.Gateway.TargetPort, cluster.Gateway.TargetPort);
        if (cluster.Network is not null) _ = LabelSet.Create(IstiodLabels.Network, cluster.Network);
        if (cluster.Region is { } region && RegionSyntax.Parse(region).Weight is not null)
            throw RegionErrors.Invalid(region, "a cluster is in one region and has no share");
        if (cluster.Zone is not null && cluster.Region is null) throw RegionErrors.ZoneAlone(cluster);
        if (cluster.Zone is not null) _ = LabelSet.Create(RegionSyntax.Label, cluster.Zone);
        RequireSelector(cluster);
        RequireScopes(cluster);
        _ = cluster.EffectiveRoutingMode();
        var addresses = cluster.Gateway.Address.Select(address => GatewayAddress(cluster, cluster.Gateway, address))
            .Distinct(StringComparer.Ordinal).ToValueList();
        if (cluster.Gateway.ResolvesNames && addresses.All(address => TryCanonicalAddress(address, out _)))
            throw GatewayNameErrors.NothingToResolve(cluster);
        return cluster with { Gateway = cluster.Gateway with { Address = addresses }, TunnelGateway = Tunnels(cluster) };
    }

    private static MeshGateway? Tunnels(MeshCluster cluster)
    {
        if (cluster.TunnelGateway is not { } gateway) return null;
        if (cluster.IsAmbient()) throw AmbientErrors.TunnelGatewayOfAmbient(cluster);
        NameErrors.RequireLabel(gateway.Namespace, "namespace");
        PortErrors.RequireNumber(gateway.Port, gateway.Port);
        return gateway with
        {
            Address = gateway.Address.Select(address => GatewayAddress(cluster, gateway, address)).Distinct(StringComparer.Ordinal)
                .ToValueList(),
        };
    }

    private static void RequireSelector(MeshCluster cluster)
    {
        if (cluster.Gateway.Selector.Count > 0) return;
        throw new MeshException(
            MeshErrorId.GatewaySelectorMissing,
            MeshErrorKind.InvalidArgument,
            $"The gateway selector of the cluster '{cluster.Name}' is empty, and so would make every pod of '{cluster.Gateway.Namespace}' "
            + "a gateway.",
            "Leave out -GatewaySelector, or give the labels of the gateway's pods: -GatewaySelector istio=eastwestgateway.",
            cluster);
    }

    private static void RequireScopes(MeshCluster cluster)
    {
        // What a mesh really says is taken as istiod takes it: a name that no namespace has.
        if (cluster.Facts is not null) return;
        var selects = cluster.MeshConfig.DiscoverySelector.Count > 0;
        if (selects && !IstioBehavior.DiscoverySelectors(cluster.IstioVersion)) throw SelectorUnknown(cluster);
        (string Parameter, ValueList<string> Scopes)[] defaults =
        [
            (nameof(MeshConfig.DefaultServiceExportTo), cluster.MeshConfig.DefaultServiceExportTo),
            (nameof(MeshConfig.DefaultVirtualServiceExportTo), cluster.MeshConfig.DefaultVirtualServiceExportTo),
            (nameof(MeshConfig.DefaultDestinationRuleExportTo), cluster.MeshConfig.DefaultDestinationRuleExportTo),
        ];
        foreach (var (parameter, scopes) in defaults)
        {
            foreach (var scope in scopes.Where(
                scope => scope is not (ExportScope.All or ExportScope.Own or ExportScope.Nobody) && !DnsName.IsLabel(scope)))
            {
                throw ScopeInvalid(cluster, parameter, scope);
            }
        }
    }

    private static MeshException SelectorUnknown(MeshCluster cluster) => new(
        MeshErrorId.SelectorInvalid,
        MeshErrorKind.InvalidArgument,
        $"The Istio {cluster.IstioVersion} of the cluster '{cluster.Name}' does not know discoverySelectors; it looks at every namespace.",
        "Leave out -DiscoverySelector, or say the -IstioVersion that runs there, 1.10 or newer.",
        cluster);

    private static MeshException ScopeInvalid(MeshCluster cluster, string parameter, string scope) => new(
        MeshErrorId.ExportToInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{scope}' cannot be in the {parameter} of the cluster '{cluster.Name}': it is neither a namespace nor one of '*', '.' and '~'.",
        $"Say it as the mesh configuration does: -{parameter} '.' for the object's own namespace, '*' for all, '~' for nobody, or names of "
        + "namespaces.",
        scope);

    private static string GatewayAddress(MeshCluster cluster, MeshGateway gateway, string address)
    {
        if (TryCanonicalAddress(address, out var canonical)) return canonical;
        if (DnsName.IsHost(address)) return address;
        throw new MeshException(
            MeshErrorId.GatewayAddressInvalid,
            MeshErrorKind.InvalidArgument,
            $"'{address}' cannot be a gateway address of the cluster '{cluster}': it is neither an IP address nor a lower-case host name.",
            "Give the address under which other clusters reach the gateway, as 172.18.0.230, fd00::230 or gateway.example.com; the port "
            + $"goes into -{GatewayParameter.Of(cluster, gateway)}Port.",
            address);
    }

    /// <summary>Writes an IP address in its canonical form.</summary>
    /// <param name="text">The address.</param>
    /// <param name="canonical">The canonical form.</param>
    /// <returns>False when the text is no whole IPv4 or IPv6 address; 10.1 or 0x7f.1, which some programs take, are none.</returns>
    public static bool TryCanonicalAddress(string text, out string canonical)
    {
        canonical = "";
        if (!IPAddress.TryParse(text, out var address)) return false;
        var whole = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)
            : string.Equals(address.ToString(), text, StringComparison.Ordinal);
        if (whole) canonical = address.ToString();
        return whole;
    }
}
