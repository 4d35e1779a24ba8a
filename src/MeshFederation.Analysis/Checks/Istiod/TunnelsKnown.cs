using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Istiod;

/// <summary>
/// Of the entries of a network istiod makes one endpoint for each global Service, behind the network's gateway, and names their service
/// accounts at the Service (istio pilot/pkg/serviceregistry/ambient/multicluster.go). Only it tells whether it has.
/// </summary>
internal sealed class TunnelsKnown : IstiodCheck
{
    public override string Id => "ambient-endpoints";

    public override string Name => "istiod gives ztunnels the endpoints in other networks";

    protected override string Path => IstiodPages.Ambient;

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) =>
        scene.IsAmbient(cluster) && (!cluster.IsRead || Calls(scene, cluster).Any());

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Istiod.Ztunnels is not { } ztunnels)
        {
            yield return Untold(cluster);
            yield break;
        }

        var calls = Calls(scene, cluster).ToList();
        var without = calls.Where(call => !ztunnels.HasEndpoint(call.Network, call.Service.Namespace, call.Service.Host)).ToList();
        foreach (var network in without.GroupBy(call => call.Network, StringComparer.Ordinal))
        {
            var names = string.Join(", ", network.Select(call => call.Service.Reference));
            yield return Failed(
                cluster.Name,
                $"istiod gives ztunnels no endpoint in the network '{network.Key}' of {names}: connections end with no healthy upstream.",
                "Look at the log of istiod: it takes a Service that is global, entries that the Service selects, and a Gateway of the "
                + "class istio-remote for their network that has an address in its status.");
        }

        var unnamed = calls.Except(without)
            .Select(call => (Call: call, Identities: Unnamed(cluster, call, ztunnels))).Where(item => item.Identities.Count > 0).ToList();
        foreach (var (call, identities) in unnamed)
        {
            yield return Failed(
                cluster.Name,
                $"istiod does not name {string.Join(", ", identities)} among those that may answer for {call.Service.Reference} in the "
                + $"network '{call.Network}', so ztunnels refuse what answers so: expected SAN.",
                "Look at the log of istiod, and at the WorkloadEntries of the Service: their serviceAccount is what it names.");
        }

        if (without.Count + unnamed.Count == 0)
            yield return Passed(cluster.Name, FormattableString.Invariant($"{calls.Count} Services in other networks"));
    }

    /// <summary>The calls that are to have an endpoint; that a Service is not global is said by a rule.</summary>
    private static IEnumerable<TunnelCall> Calls(CheckScene scene, CheckedCluster cluster) => TunnelCall.Of(scene.Mesh)
        .Where(call => call.Client.Name == cluster.Name)
        .Where(call => call.Service.Manifest is { } manifest && GlobalServices.Is(call.Client, manifest) is true);

    private static List<string> Unnamed(CheckedCluster cluster, TunnelCall call, ZtunnelView ztunnels) =>
    [
        .. call.Accounts.Select(account => SpiffeIdentity.Of(cluster.Facts.TrustDomain, call.Service.Namespace, account))
            .Where(identity => !ztunnels.MayAnswer(call.Service.Namespace, call.Service.Host, identity))
    ];
}
