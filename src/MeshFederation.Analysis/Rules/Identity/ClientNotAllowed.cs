using MeshFederation.Istio.Identity;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class ClientNotAllowed : Rule
{
    public override string Id => "MF5004";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "An AuthorizationPolicy for a service that other clusters call allows identities of their trust domains.";

    public override string Recommendation => "Add the principals of the callers, as cluster1/ns/default/sa/bookinfo-productpage, to the policy of the serving cluster.";

    public override string Source => "pilot/pkg/security/trustdomain/bundle.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(MeshManifest, string)>();
        foreach (var way in federation.Ways)
        {
            var client = way.Client.Facts.TrustDomain;
            if (TrustDomains.Own(way.Server.Facts).Contains(client, StringComparer.Ordinal) || way.Chain.Service is not { } service) continue;
            foreach (var policy in AllowingPolicies.For(federation, way.Server, service))
            {
                if (AllowingPolicies.NamesOnlyOthers(policy, client) && said.Add((policy, client))) report.At(policy, policy.Spec, "rules", $"It allows no identity of the trust domain {client}, from which {way.Client.Name} calls {service.Reference}.");
            }
        }
    }
}
