using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class ClientNotAllowed : Rule
{
    public override string Id => "MF5004";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The AuthorizationPolicies of the pods that are called let the callers in.";

    public override string Recommendation =>
        "Allow the caller's identity, as cluster1/ns/default/sa/bookinfo-productpage, or the path and method, in a policy for the pods, "
        + "and leave it out of the rules of those that deny.";

    public override string Source => "pilot/pkg/security/trustdomain/bundle.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(MeshManifest, string)>();
        foreach (var way in federation.AllWays)
        {
            foreach (var host in Called(federation, way))
            {
                foreach (var routed in WayAccess.Routed(way, host)) SayRefused(routed, way.Description);
            }

            if (WayAccess.Of(way) is not { } access) continue;
            SayRefused(access, way.Description);
            if (access.Undecided() is { Policy: { } asked, Why: var why } && said.Add((asked, why)))
                report.On(asked, Fault.Sentence(why), new Cause((asked, way.Client.Name), way.Description), FindingSeverity.Information);
            if (access.IsDecided) continue;
            foreach (var policy in OfOthers(federation, way))
            {
                var message = $"It allows no identity of the trust domain {way.Client.Facts.TrustDomain}, from which {way.Client.Name} "
                    + $"calls {way.Chain.Service!.Reference}.";
                Say(policy, message, way.Description);
            }
        }

        foreach (var destination in federation.Destinations.All.Where(IsDeclared))
        {
            var refusals = DestinationLegs.Reached(destination)
                .Select(reached => WayAccess.Local(destination.Cluster, reached.Caller, reached.Answer)).OfType<WayAccess>()
                .SelectMany(access => access.Refused(federation.Services)).DistinctBy(refusal => refusal.Policy);
            foreach (var refusal in refusals) Say(refusal.Policy!, Fault.Sentence(refusal.Why), destination.Host);
        }

        void SayRefused(WayAccess access, string call)
        {
            foreach (var refusal in access.Refused(federation.Services)) Say(refusal.Policy!, Fault.Sentence(refusal.Why), call);
        }

        void Say(MeshManifest policy, string message, string call)
        {
            if (said.Add((policy, message))) report.At(policy, policy.Spec, "rules", message, new Cause(policy, call));
        }
    }

    /// <summary>
    /// What a federation sends to pods of the caller's own cluster. What somebody's own routes send there, or none, his policies may mean
    /// to refuse.
    /// </summary>
    private static bool IsDeclared(NamedDestination destination) =>
        destination is { VirtualService.Federation.Length: > 0, IsUnused: false }
        && destination.Cluster.Of(ReadKind.AuthorizationPolicy).Any();

    /// <summary>
    /// What a gateway that routes is asked for along a way: the host of the service, and those whose routes lead to it; none at others.
    /// </summary>
    private static IEnumerable<string> Called(FederationView federation, GatewayCall way) =>
        way.Chain.Router is null ? [] : Routed(federation, way);

    private static IEnumerable<string> Routed(FederationView federation, GatewayCall way) => federation.Destinations.All
        .Where(destination => destination.Cluster == way.Client && destination.Host == way.Service.Host && !destination.IsUnused)
        .SelectMany(destination => way.Client.VirtualServices.RootsOf(destination.VirtualService))
        .SelectMany(way.Client.VirtualServices.HostsOf)
        .Where(host => !HostPattern.IsWildcard(host)).Prepend(way.Service.Host).Distinct(StringComparer.Ordinal);

    /// <summary>Policies for some pods that the service may select, of which none is known.</summary>
    private static IEnumerable<MeshManifest> OfOthers(FederationView federation, GatewayCall way)
    {
        var client = way.Client.Facts.TrustDomain;
        if (!way.Client.IsDeclared || client.Length == 0) return [];
        if (TrustDomains.Own(way.Server.Facts).Contains(client, StringComparer.Ordinal)) return [];

        // Where the pods' own domain is not known, it may be the caller's, which a policy then means by the usual one.
        var isKnown = way.Server.IsDeclared && way.Server.Facts.TrustDomain.Length > 0;
        return AllowingPolicies.For(federation, way.Server, way.Chain.Service!).Where(policy =>
            AllowingPolicies.NamesOnlyOthers(policy, client)
            && (isKnown || AllowingPolicies.NamesOnlyOthers(policy, MeshCluster.UsualDomain)));
    }
}
