using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class GatewayUnexpected : WayRule
{
    public override string Id => "MF5011";

    public override string Title => "Where a gateway ends the TLS of calls, callers expect the gateway's own identity.";

    public override string Recommendation =>
        "Name the identity of the gateway in subjectAltNames, spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT of its pods, or leave "
        + "them out.";

    public override string Source => "pilot/pkg/networking/core/gateway.go buildGatewayListenerTLSContext; cluster_tls.go";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain.Router is not { TlsMode: "ISTIO_MUTUAL" }
            || GatewayIdentity.Of(way.Server, way.Workload) is not { } actual)
        {
            return null;
        }

        var names = AlternativeName.Of(way).ToList();
        if (names.Count == 0 || names.Exists(name => Accepted(way, name).Contains(actual, StringComparer.Ordinal))) return null;
        return
            $"Calls to {way.Description} expect {string.Join(", ", names.Select(name => name.Text))}, and the gateway of "
            + $"{way.Server.Name}, which ends their TLS, is {actual}.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (AlternativeName.Of(way)
        .Select(name => name.Manifest).FirstOrDefault() ?? way.Entry, null);

    private static IReadOnlyList<string> Accepted(GatewayCall way, AlternativeName name) =>
        name.Manifest == way.Entry ? TrustDomains.Expand(way.Client.Facts, [name.Text]) : [name.Text];
}
