namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>The cases of a test in which something goes wrong.</summary>
internal sealed class FaultRuns
{
    private readonly List<string> _problems = [];

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    private int Done { get; set; }

    private int Exact { get; set; }

    /// <summary>Takes what came of one.</summary>
    public void Add(string place, FaultResult result)
    {
        Count++;
        if (result.IsDone) Done++;
        if (result.IsExact) Exact++;
        Note(place, result.Problems);
    }

    /// <summary>Takes what does not hold of one that is not counted.</summary>
    public void Note(string place, IEnumerable<string> problems) => _problems.AddRange(problems.Select(problem => $"{place}: {problem}"));

    /// <summary>Counts them, and fails where something does not hold.</summary>
    /// <param name="kind">What goes wrong where, as <c>publishing, servers in this process</c>.</param>
    /// <param name="least">How many there must have been.</param>
    public void Require(string kind, int least = 1)
    {
        FaultCount.Tell(kind, new(Count, _problems.Count, Done, Exact));
        Assert.True(Count >= least, $"Only {Count} cases were tried.");
        Assert.True(_problems.Count == 0, string.Join('\n', _problems));
    }
}
