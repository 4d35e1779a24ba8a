using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.Timeout;

/// <summary>Timeouts of routes.</summary>
internal sealed class TimeoutKind : PolicyKind<MeshTimeout>
{
    private const string Timeout = "Timeout";

    public override string Kind => "timeout";

    public override string Cmdlet => "Set-MeshTimeout";

    public override string Form => "Set-MeshTimeout 5s; or 500ms, 2m";

    public override IReadOnlyList<string> Parameters { get; } = [Timeout];

    /// <summary>A timeout is one of the route, over all its destinations (istio networking/v1 HTTPRoute.timeout).</summary>
    public override string InsteadOfDestination =>
        "Give the requests that go there a match of their own, in a split and here: Set-MeshTimeout 5s -Match @{ PathPrefix = '/slow' }.";

    protected override MeshTimeout Of(PolicyArguments values) =>
        new(values.Duration(Timeout) ?? throw values.Invalid("it does not say how long"));

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshTimeout policy) =>
        [(Timeout, DurationText.Of(policy.Timeout))];
}
