using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies.Fault;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class FaultWrong : ObjectRule
{
    private const double LeastPercentage = 0.0001;

    public override string Id => "MF1313";

    public override string Title => "A fault aborts or delays, for a percentage from 0 to 100, with a status that there is.";

    public override string Recommendation =>
        "Give abort.httpStatus 200 to 600 or abort.grpcStatus as UNAVAILABLE, or delay.fixedDelay as 5s.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPFaultInjection";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("fault") is not { } fault) continue;
            if (!fault.Has("abort") && !fault.Has("delay")) report.At(manifest, fault, "The fault neither aborts nor delays.");
            if (fault.Map("abort") is { } abort) CheckAbort(manifest, abort, report);
            if (fault.Map("delay") is { } delay) CheckDelay(manifest, delay, report);
        }
    }

    private static void CheckAbort(MeshManifest manifest, UnstructuredMap abort, Report report)
    {
        CheckPercentage(manifest, abort, report);
        if (abort.Number("httpStatus") is { } status && !HttpStatuses.AreTaken(status))
            report.At(manifest, abort, "httpStatus", FormattableString.Invariant($"{status} is no HTTP status from 200 to 599."));
        if (abort.Text("grpcStatus") is { } grpc && !GrpcStatus.Names.Contains(grpc, StringComparer.Ordinal))
            report.At(manifest, abort, "grpcStatus", $"'{grpc}' is no gRPC status.");
        if (abort.Has("http2Error")) report.At(manifest, abort, "http2Error", "Istio does not support http2Error.");
    }

    private static void CheckDelay(MeshManifest manifest, UnstructuredMap delay, Report report)
    {
        CheckPercentage(manifest, delay, report);
        DurationCheck.Require(manifest, delay, "fixedDelay", report);
        if (delay.Has("exponentialDelay")) report.At(manifest, delay, "exponentialDelay", "Istio does not support exponentialDelay.");
    }

    private static void CheckPercentage(MeshManifest manifest, UnstructuredMap fault, Report report)
    {
        if (fault.Map("percentage") is { } percentage
            && percentage.Real("value") is { } value
            && (value is < 0 or > 100 || (value > 0 && value < LeastPercentage)))
        {
            report.At(
                manifest, percentage, "value", FormattableString.Invariant($"{value} is neither 0 nor from {LeastPercentage} to 100."));
        }
    }
}
