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
        foreach (var way in federation.Ways)
        {
            var client = way.Client.Facts.TrustDomain;
            if (!way.Client.IsDeclared || client.Length == 0) continue;
            if (TrustDomains.Own(way.Server.Facts).Contains(client, StringComparer.Ordinal) || way.Chain.Service is not { } service)
                continue;
            foreach (var policy in AllowingPolicies.For(federation, way.Server, service))
            {
                // Where the pods' own domain is not known, it may be the caller's, which a policy then means by the usual one.
                var isKnown = way.Server.IsDeclared && way.Server.Facts.TrustDomain.Length > 0;
                if (!isKnown && !AllowingPolicies.NamesOnlyOthers(policy, MeshCluster.UsualDomain)) continue;
                if (AllowingPolicies.NamesOnlyOthers(policy, client) && said.Add((policy, client)))
                {
                    report.At(
                        policy,
                        policy.Spec,
                        "rules",
                        $"It allows no identity of the trust domain {client}, from which {way.Client.Name} calls {service.Reference}.");
                }
            }
        }
    }
}
