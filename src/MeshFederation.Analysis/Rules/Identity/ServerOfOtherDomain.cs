using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class ServerOfOtherDomain : Rule
{
    public override string Id => "MF5002";

    public override string Title => "An identity that callers of another cluster's service expect is one of the pods that serve it.";

    public override string Recommendation => "Write spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT with the trust domain and service account of the pods that serve.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pkg/spiffe/spiffe.go ExpandWithTrustDomains";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(MeshManifest, string)>();
        foreach (var way in federation.Ways)
        {
            if (!federation.In(way.Server.Name).IsDeclared || !federation.In(way.Client.Name).IsDeclared || way.Server.Facts.TrustDomain.Length == 0 || way.Client.Facts.TrustDomain.Length == 0) continue;
            foreach (var name in AlternativeName.Of(way))
            {
                if (IsRight(name, way) || !said.Add((name.Manifest, name.Text))) continue;
                report.At(name.Manifest, name.List, name.Index, $"'{name.Text}' is no identity of the trust domain {way.Server.Facts.TrustDomain} of {way.Server.Name}, so no server of it is accepted.", new Cause((way.Server.Name, DomainOf(name.Text)), name.Text));
            }
        }
    }

    private static string DomainOf(string name) => TrustDomains.DomainOf(name) ?? name;

    /// <summary>Names of a ServiceEntry stand for those of the caller's aliases too, which may be the server's; names of a DestinationRule do not.</summary>
    private static bool IsRight(AlternativeName name, GatewayCall way)
    {
        var accepted = name.Manifest == way.Entry ? TrustDomains.Expand(way.Client.Facts, [name.Text]) : [name.Text];
        return accepted.Any(one => TrustDomains.DomainOf(one) is null || TrustDomains.DomainOf(one) == way.Server.Facts.TrustDomain);
    }
}
