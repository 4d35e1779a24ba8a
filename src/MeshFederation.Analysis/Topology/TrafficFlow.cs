namespace MeshFederation.Analysis.Topology;

/// <summary>How the requests of one match are shared; without a split, where they can go.</summary>
/// <param name="Index">The place among the service's flows, from 0.</param>
/// <param name="Text">Which requests.</param>
/// <param name="IsSplit">Whether they are split; else each caller chooses the host.</param>
/// <param name="Branches">Where they go.</param>
internal sealed record TrafficFlow(int Index, string Text, bool IsSplit, IReadOnlyList<FlowBranch> Branches);
