using System.Globalization;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Policies;

/// <summary>Faults that callers make by themselves before a request goes anywhere (istio networking/v1 HTTPFaultInjection).</summary>
public sealed record MeshFault : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "fault";

    /// <summary>How long requests are held up; null for not at all.</summary>
    public TimeSpan? Delay { get; internal init; }

    /// <summary>The part of the requests that is held up, in percent: 0 to 100.</summary>
    public double DelayPercent { get; internal init; } = 100;

    /// <summary>
    /// The answer in the place of the service's: a status of HTTP, as <c>503</c>, or of gRPC, as <c>UNAVAILABLE</c>; or null.
    /// </summary>
    public string? Abort { get; internal init; }

    /// <summary>The part of the requests that is answered so, in percent: 0 to 100.</summary>
    public double AbortPercent { get; internal init; } = 100;

    /// <inheritdoc />
    public override string Value => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (Delay is { } delay) yield return $"delay {DurationText.Of(delay)} for {Percent(DelayPercent)}";
        if (Abort is not null) yield return $"abort {Abort} for {Percent(AbortPercent)}";
    }

    private static string Percent(double percent) => percent.ToString(CultureInfo.InvariantCulture) + "%";
}
