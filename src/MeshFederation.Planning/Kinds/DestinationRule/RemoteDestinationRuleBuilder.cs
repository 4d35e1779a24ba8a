using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Kinds.ServiceEntry;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>
/// The DestinationRule of a client cluster for a host in another: mutual TLS, the SNI that the serving gateway knows, and what connections
/// are. Its subsets select the gateway's endpoint; which pods they mean is up to the subset of the same name in the serving cluster.
/// </summary>
internal static class RemoteDestinationRuleBuilder
{
    public static MeshManifest Build(RemoteCall call, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        var endpoint = UnstructuredMap.Of((ServiceEntryBuilder.ClusterLabel, call.Server.Name));
        var host = new RemoteHost(call, LabelSet.Empty);
        var (whole, parts) = DestinationPolicies.Of(host, subsets.Select(subset => new RemoteHost(call, subset)));
        var maps = subsets.Zip(parts, (subset, policy) => UnstructuredMap.Of(
            ("name", SubsetName.Of(subset)),
            ("labels", endpoint),
            ("trafficPolicy", policy))).ToList();
        var spec = UnstructuredMap.Of(
            ("host", call.Host),
            ("trafficPolicy", whole),
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
}
