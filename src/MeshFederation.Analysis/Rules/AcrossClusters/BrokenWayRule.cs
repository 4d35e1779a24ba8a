using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>The base of rules that are about ways which break: the trace of the way decides, in the words in which it says so.</summary>
internal abstract class BrokenWayRule : WayRule
{
    /// <inheritdoc />
    protected sealed override IReadOnlyList<GatewayCall> Ways(FederationView federation) => federation.BrokenWays;

    /// <inheritdoc />
    protected sealed override string? Fault(GatewayCall way) => way.Break is { } found && found.Fault.Id == Id ? found.Sentence : null;
}
