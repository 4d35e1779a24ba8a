using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class TcpRouteWrong : ObjectRule
{
    public override string Id => "MF1320";

    public override string Title => "A tcp route has destinations.";

    public override string Recommendation => "Add route: [{destination: {host: HOST}}].";

    public override string Source => "pkg/config/validation/validation.go validateTCPRoute";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("tcp"))
        {
            if (route.Maps("route").Length == 0) report.At(manifest, route, "route", "It has no destination.");
        }
    }
}
