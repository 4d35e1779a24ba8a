using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class RoutesMissing : ObjectRule
{
    public override string Id => "MF1304";

    public override string Title => "A VirtualService has routes: http, tls or tcp.";

    public override string Recommendation => "Add a route, as http: [{route: [{destination: {host: reviews}}]}].";

    public override string Source => "pkg/config/validation/validation.go ValidateVirtualService";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!manifest.Spec.Says("http") && !manifest.Spec.Says("tls") && !manifest.Spec.Says("tcp"))
            report.At(manifest, manifest.Spec, "http", "It has no route.");
    }
}
