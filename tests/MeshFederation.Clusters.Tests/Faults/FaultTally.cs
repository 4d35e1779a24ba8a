using System.Globalization;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>How many cases there were, and what came of them.</summary>
/// <param name="Cases">In how many something went wrong.</param>
/// <param name="Problems">How often something did not hold afterwards.</param>
/// <param name="Done">How many came to the wanted state all the same.</param>
/// <param name="Exact">How many left all clusters just as they were, or all just as wanted.</param>
internal sealed record FaultTally(int Cases, int Problems, int Done, int Exact)
{
    public FaultTally And(FaultTally other) =>
        new(Cases + other.Cases, Problems + other.Problems, Done + other.Done, Exact + other.Exact);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cases} faults, {Problems} times something did not hold; {Done} came to the wanted state all the same; {Exact} ended exact.");
}
