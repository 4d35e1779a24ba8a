namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>What happened in races for a lease.</summary>
internal sealed class LeaseRaceCount
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public int Steps { get; set; }

    public int Faults { get; set; }

    public int Takes { get; set; }

    public int Takeovers { get; set; }

    public void Require(bool holds, string problem)
    {
        if (!holds) _problems.Add(problem);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Steps} steps, {Faults} faults (deaths, jumps of clocks, lost answers), {Takes} leases taken, {Takeovers} of them of the dead; ")
        + FormattableString.Invariant($"{_problems.Count} moments at which it was of two, or of nobody for too long.");
}
