using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class AbortWithoutStatus : ObjectRule
{
    public override string Id => "MF1314";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "An abort says with which status.";

    public override string Recommendation => "Set abort.httpStatus or abort.grpcStatus.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPFaultInjectionAbort";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("fault")?.Map("abort") is { } abort
                && !abort.Has("httpStatus")
                && !abort.Has("grpcStatus")
                && !abort.Has("http2Error"))
            {
                report.At(manifest, abort, "It aborts with no status, so it does nothing.");
            }
        }
    }
}
