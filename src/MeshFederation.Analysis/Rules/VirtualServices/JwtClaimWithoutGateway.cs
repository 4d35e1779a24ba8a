using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class JwtClaimWithoutGateway : ObjectRule
{
    public override string Id => "MF1325";

    public override string Title => "Routing by claims of a token is for gateways only.";

    public override string Recommendation => "Name a Gateway in gateways, or route by a header.";

    public override string Source => "pkg/config/validation/validation.go ValidateVirtualService";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!VirtualServiceGateways.HoldsForMesh(manifest)) return;
        foreach (var (headers, name) in RoutedClaims.Of(manifest))
            report.At(manifest, headers, name, $"'{name}' is known at gateways only.");
    }
}
