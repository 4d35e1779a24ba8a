using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// The DestinationRule of a client cluster for a host in another: mutual TLS, and the SNI that the serving gateway knows.
/// Its subsets select the gateway's endpoint; which pods they mean is up to the subset of the same name in the serving cluster.
/// </summary>
internal static class RemoteDestinationRuleBuilder
{
    public static MeshManifest Build(RemoteCall call, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        var endpoint = UnstructuredMap.Of(("cluster", call.Server.Name));
        var sendsSni = call.Server.EffectiveRoutingMode() == MeshRoutingMode.ClientSni;
        var maps = subsets.Select(subset => UnstructuredMap.Of(
            ("name", SubsetName.Of(subset)), ("labels", endpoint), ("trafficPolicy", sendsSni ? Policy(call, SubsetName.Of(subset), sni: true) : null))).ToList();
        var spec = UnstructuredMap.Of(
            ("host", call.Host),
            ("trafficPolicy", Policy(call, "", sendsSni)),
            ("subsets", maps.Count == 0 ? null : UnstructuredList.From(maps)));
        var suppress = maps.Count > 0 && IstioBehavior.AnalyzesSubsetSelectors(call.Client.IstioVersion)
            ? UnstructuredMap.Of((ManifestLabels.SuppressAnalysis, "IST0173"))
            : null;
        return IstioObject.Create(
            PublishingStep.RemoteSubsets, call.Client, labels, "DestinationRule", Placement.OfHost(call), call.Host, spec, suppress);
    }

    private static UnstructuredMap Policy(RemoteCall call, string subset, bool sni)
    {
        if (!sni) return UnstructuredMap.Of(("tls", UnstructuredMap.Of(("mode", "ISTIO_MUTUAL"))));
        if (call.Service.Port.Count == 1) return UnstructuredMap.Of(("tls", Tls(call, subset, call.Service.Port[0])));
        var ports = call.Service.Port.Select(port => UnstructuredMap.Of(
            ("port", UnstructuredMap.Of(("number", (long)call.PortNumber(port)))), ("tls", Tls(call, subset, port))));
        return UnstructuredMap.Of(("portLevelSettings", UnstructuredList.From(ports)));
    }

    private static UnstructuredMap Tls(RemoteCall call, string subset, Model.Ports.MeshPort port) => UnstructuredMap.Of(
        ("mode", "ISTIO_MUTUAL"),
        ("sni", Hosts.Sni(call.Instance.NumberOf(port), subset, Hosts.Local(call.Service, call.Server))));
}
