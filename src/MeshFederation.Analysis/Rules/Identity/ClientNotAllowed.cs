using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Identity;
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
        "Allow the caller's identity, as cluster1/ns/default/sa/bookinfo-productpage, or the path and method, in a policy for the pods.";

    public override string Source => "pilot/pkg/security/trustdomain/bundle.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(MeshManifest, string)>();
        foreach (var way in federation.AllWays)
        {
            if (WayAccess.Of(way) is not { } access) continue;
            foreach (var refusal in access.Refused(federation.Services)) Say(refusal.Policy!, Fault.Sentence(refusal.Why), way);
            if (access.Undecided() is { Policy: { } asked, Why: var why } && said.Add((asked, why)))
                report.On(asked, Fault.Sentence(why), new Cause((asked, way.Client.Name), way.Description), FindingSeverity.Information);
            if (access.IsDecided) continue;
            foreach (var policy in OfOthers(federation, way))
            {
                var message = $"It allows no identity of the trust domain {way.Client.Facts.TrustDomain}, from which {way.Client.Name} "
                    + $"calls {way.Chain.Service!.Reference}.";
                Say(policy, message, way);
            }
        }

        void Say(MeshManifest policy, string message, GatewayCall way)
        {
            if (said.Add((policy, message))) report.At(policy, policy.Spec, "rules", message, new Cause(policy, way.Description));
        }
    }

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
