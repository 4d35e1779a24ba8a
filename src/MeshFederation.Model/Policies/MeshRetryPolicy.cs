using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Policies;

/// <summary>When requests that failed are sent again (istio networking/v1 HTTPRetry).</summary>
/// <param name="Attempts">How often beside the first time; 0 for never.</param>
public sealed record MeshRetryPolicy(int Attempts) : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "retryPolicy";

    /// <summary>How often beside the first time.</summary>
    public int Attempts { get; internal init; } = Attempts;

    /// <summary>How long each time may take; null for as long as the route's timeout.</summary>
    public TimeSpan? PerTryTimeout { get; internal init; }

    /// <summary>
    /// Why a request is sent again: words of Envoy's and status codes, as <c>gateway-error</c> and <c>503</c>; none for what is usual.
    /// </summary>
    public ValueList<string> RetryOn { get; internal init; } = [];

    /// <summary>How long to wait before the second time at least, doubled for each further one; null for Istio's own 25 ms.</summary>
    public TimeSpan? Backoff { get; internal init; }

    /// <summary>Whether it is sent to endpoints of other localities, too; null where fallbacks decide.</summary>
    public bool? RemoteLocalities { get; internal init; }

    /// <summary>Whether it may be sent to where it failed; null for Istio's own choice, which is no.</summary>
    public bool? IgnorePreviousHosts { get; internal init; }

    /// <inheritdoc />
    public override string Value
    {
        get
        {
            var parts = new List<string> { FormattableString.Invariant($"{Attempts} times") };
            if (RetryOn.Count > 0) parts.Add("on " + string.Join(',', RetryOn));
            if (PerTryTimeout is { } time) parts.Add($"of {DurationText.Of(time)} each");
            if (Backoff is { } backoff) parts.Add($"after {DurationText.Of(backoff)}");
            if (RemoteLocalities is { } remote) parts.Add(remote ? "in other localities too" : "not in other localities");
            if (IgnorePreviousHosts is { } ignore) parts.Add(ignore ? "at other endpoints" : "at any endpoint");
            return string.Join(' ', parts);
        }
    }
}
