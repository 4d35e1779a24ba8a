using System.Globalization;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.Fault;

/// <summary>Faults of routes (istio pkg/config/validation/validation.go validateHTTPFaultInjection).</summary>
internal sealed class FaultKind : PolicyKind<MeshFault>
{
    private const string Delay = "Delay";
    private const string DelayPercent = "DelayPercent";
    private const string Abort = "Abort";
    private const string AbortPercent = "AbortPercent";

    public override string Kind => "fault";

    public override string Cmdlet => "Set-MeshFault";

    public override string Form => "Set-MeshFault -Delay 2s -DelayPercent 50%, or Set-MeshFault -Abort 503";

    public override IReadOnlyList<string> Parameters { get; } = [Delay, DelayPercent, Abort, AbortPercent];

    /// <summary>A fault is made before the destination is chosen.</summary>
    public override string InsteadOfDestination =>
        "Give the requests that go there a match of their own, in a split and here: Set-MeshFault -Abort 503 -Match @{ Header = @{ "
        + "'x-test' = 'yes' } }.";

    protected override MeshFault Of(PolicyArguments values)
    {
        if (!values.Has(Delay) && !values.Has(Abort)) throw values.Invalid("it neither delays nor aborts anything");
        if (values.Has(DelayPercent) && !values.Has(Delay)) throw values.Invalid("it says how many to delay, but not for how long");
        if (values.Has(AbortPercent) && !values.Has(Abort)) throw values.Invalid("it says how many to abort, but not with what");
        var abort = values.Text(Abort)?.ToUpperInvariant();
        if (abort is not null && !IsStatus(abort))
            throw values.Invalid(Abort, abort, "it is neither an HTTP status from 200 to 599 nor a status of gRPC, as UNAVAILABLE");
        return new()
        {
            Delay = values.Duration(Delay),
            DelayPercent = values.Percent(DelayPercent) ?? 100,
            Abort = abort,
            AbortPercent = values.Percent(AbortPercent) ?? 100,
        };
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshFault policy) =>
    [
        (Delay, policy.Delay is { } delay ? DurationText.Of(delay) : null),
        (DelayPercent, policy.Delay is null || policy.DelayPercent == 100 ? null : Percent(policy.DelayPercent)),
        (Abort, policy.Abort),
        (AbortPercent, policy.Abort is null || policy.AbortPercent == 100 ? null : Percent(policy.AbortPercent)),
    ];

    private static string Percent(double percent) => percent.ToString(CultureInfo.InvariantCulture) + "%";

    private static bool IsStatus(string text) => GrpcStatus.Names.Contains(text, StringComparer.Ordinal)
        || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= HttpStatuses.LeastAnswer and <= HttpStatuses.MostAnswer);
}
