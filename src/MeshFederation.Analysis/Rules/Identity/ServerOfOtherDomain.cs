using MeshFederation.Analysis.Calls;
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
                if (IsRight(name.Text, way) || !said.Add((name.Manifest, name.Text))) continue;
                report.At(name.Manifest, name.List, name.Index, $"'{name.Text}' is no identity of the trust domain {way.Server.Facts.TrustDomain} of {way.Server.Name}, so no server of it is accepted.", new Cause((way.Server.Name, DomainOf(name.Text)), name.Text));
            }
        }
    }

    private static string DomainOf(string name) => name["spiffe://".Length..].Split('/')[0];

    /// <summary>Names of the caller's own trust domain stand for those of its aliases, too, which may be the server's.</summary>
    private static bool IsRight(string name, GatewayCall way) =>
        !name.StartsWith("spiffe://", StringComparison.Ordinal)
        || name.StartsWith($"spiffe://{way.Server.Facts.TrustDomain}/", StringComparison.Ordinal)
        || name.StartsWith($"spiffe://{way.Client.Facts.TrustDomain}/", StringComparison.Ordinal);
}
