using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Comparing;

/// <summary>A plan, and why clusters are missing in it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Failures">One error for each cluster that could not be read or asked.</param>
public sealed record Comparison(MeshPlan Plan, IReadOnlyList<MeshException> Failures)
{
    /// <summary>What was not looked at in clusters that could be read, since it may not be read, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Ports of services that are not federated since some cluster lacks them, in sentences.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
