using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class GatewayUnexpected : BrokenWayRule
{
    public override string Id => "MF5011";

    public override string Title => "Where a gateway ends the TLS of calls, callers expect the gateway's own identity.";

    public override string Recommendation =>
        "Name the identity of the gateway in subjectAltNames, spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT of its pods, or leave "
        + "them out.";

    public override string Source => "pilot/pkg/networking/core/gateway.go buildGatewayListenerTLSContext; cluster_tls.go";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (AlternativeName.Of(way)
        .Select(name => name.Manifest).FirstOrDefault() ?? way.Entry, null);
}
