using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>
/// The DestinationRule of a client cluster for a host in another: mutual TLS, the SNI that the serving gateway knows, and what connections
/// are. Its subsets select the gateway's endpoint; which pods they mean is up to the subset of the same name in the serving cluster.
/// </summary>
internal static class RemoteDestinationRuleBuilder
{
    public static MeshManifest Build(RemoteCall call, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        var endpoint = UnstructuredMap.Of(("cluster", call.Server.Name));
        var sendsSni = call.Server.EffectiveRoutingMode() == MeshRoutingMode.ClientSni;
        var maps = subsets.Select(subset => UnstructuredMap.Of(
            ("name", SubsetName.Of(subset)),
            ("labels", endpoint),
            ("trafficPolicy", sendsSni ? SubsetPolicy(call, SubsetName.Of(subset)) : null))).ToList();
        var spec = UnstructuredMap.Of(
            ("host", call.Host),
            ("trafficPolicy", HostPolicy(call, sendsSni)),
            ("subsets", maps.Count == 0 ? null : UnstructuredList.From(maps)));
        return IstioObject.Create(
            DestinationRuleKind.Instance,
            DestinationRuleKind.RemoteSubsets,
            call.Client,
            labels,
            Placement.OfHost(call),
            call.Host,
            spec,
            Suppressions.OfRemoteRule(spec, call.Client));
    }

    private static UnstructuredMap HostPolicy(RemoteCall call, bool sendsSni)
    {
        var ports = call.Service.Port;
        var pools = ports.Select(port => ConnectionPools.Of(call, port)).ToList();
        var alike = ports.Count == 1 || (!sendsSni && pools.TrueForAll(pool => UnstructuredEquality.AreEqual(pool, pools[0])));
        return alike
            ? UnstructuredMap.Of(("tls", Tls(call, "", ports[0], sendsSni)), ("connectionPool", pools[0]))
            : ByPort(call, "", sendsSni);
    }

    /// <summary>
    /// A subset inherits what it does not say, except from portLevelSettings of its own, which inherit nothing (istio
    /// pilot/pkg/networking/util MergeSubsetTrafficPolicy).
    /// </summary>
    private static UnstructuredMap SubsetPolicy(RemoteCall call, string subset) =>
        call.Service.Port.Count == 1
            ? UnstructuredMap.Of(("tls", Tls(call, subset, call.Service.Port[0], sendsSni: true)))
            : ByPort(call, subset, sendsSni: true);

    private static UnstructuredMap ByPort(RemoteCall call, string subset, bool sendsSni) => UnstructuredMap.Of(
        ("portLevelSettings", UnstructuredList.From(call.Service.Port.Select(port => UnstructuredMap.Of(
            ("port", UnstructuredMap.Of(("number", (long)call.PortNumber(port)))),
            ("tls", Tls(call, subset, port, sendsSni)),
            ("connectionPool", ConnectionPools.Of(call, port)))))));

    private static UnstructuredMap Tls(RemoteCall call, string subset, MeshPort port, bool sendsSni) => UnstructuredMap.Of(
        ("mode", "ISTIO_MUTUAL"),
        ("sni", sendsSni ? Hosts.Sni(call.Instance.NumberOf(port), subset, Hosts.Local(call.Service, call.Server)) : null));
}
