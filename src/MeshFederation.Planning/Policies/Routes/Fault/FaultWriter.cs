using System.Globalization;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes.Fault;

/// <summary>
/// The faults of a route. Their part is always said: without it istiod takes none of the requests (istio
/// pilot/pkg/networking/core/route/route.go TranslateFault).
/// </summary>
internal sealed class FaultWriter : RoutePolicy<MeshFault>
{
    public override string Kind => "fault";

    protected override UnstructuredMap Write(UnstructuredMap route, MeshFault policy, PolicyRoute place) =>
        route.With("fault", UnstructuredMap.Of(("delay", Delay(policy)), ("abort", Abort(policy))));

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        if (route.Map("fault") is not { } fault) return null;
        var (delay, abort) = (fault.Map("delay"), fault.Map("abort"));
        return Said(
            ("Delay", delay?.Text("fixedDelay")),
            ("DelayPercent", delay?.Map("percentage")?.Real("value")),
            ("Abort", abort?.Number("httpStatus") ?? (object?)abort?.Text("grpcStatus")),
            ("AbortPercent", abort?.Map("percentage")?.Real("value")));
    }

    private static UnstructuredMap? Delay(MeshFault policy) => policy.Delay is { } delay
        ? UnstructuredMap.Of(("fixedDelay", IstioDuration.Of(delay)), ("percentage", IstioPercent.Of(policy.DelayPercent)))
        : null;

    private static UnstructuredMap? Abort(MeshFault policy)
    {
        if (policy.Abort is not { } status) return null;
        var isHttp = long.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var http);
        return UnstructuredMap.Of(
            ("httpStatus", isHttp ? http : null),
            ("grpcStatus", isHttp ? null : status),
            ("percentage", IstioPercent.Of(policy.AbortPercent)));
    }
}
