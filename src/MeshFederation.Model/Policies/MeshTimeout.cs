using MeshFederation.Model.Text;

namespace MeshFederation.Model.Policies;

/// <summary>How long a caller waits for the whole answer, retries included (istio networking/v1 HTTPRoute.timeout).</summary>
/// <param name="Timeout">How long, in whole milliseconds, at least one.</param>
public sealed record MeshTimeout(TimeSpan Timeout) : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "timeout";

    /// <summary>How long.</summary>
    public TimeSpan Timeout { get; internal init; } = Timeout;

    /// <inheritdoc />
    public override string Value => DurationText.Of(Timeout);
}
