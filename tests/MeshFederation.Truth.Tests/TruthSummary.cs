using System.Globalization;
using System.Text;

namespace MeshFederation.Truth.Tests;

/// <summary>Counts the answers that agree, are not known and are wrong, by family and by kind.</summary>
internal sealed class TruthSummary
{
    private readonly SortedDictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    public List<string> Wrong { get; } = [];

    public List<string> Unknown { get; } = [];

    public int Agreeing { get; private set; }

    public void Add(TruthWorld world, string what, string id, Verdict verdict)
    {
        foreach (var row in world.Kinds.Distinct(StringComparer.Ordinal)
            .Select(kind => $"{what} {world.Family} {kind}")
            .Append($"{what} {world.Family}")
            .Append(what))
        {
            Count(row, verdict.Agreement);
        }
        if (verdict.Agreement == Agreement.Agrees) Agreeing++;
        if (verdict.Agreement == Agreement.Wrong) Wrong.Add($"{world.Id} {id}: {verdict.What}");
        if (verdict.Agreement == Agreement.Unknown) Unknown.Add($"{world.Id} {id}: {verdict.What}");
    }

    public override string ToString()
    {
        var output = new StringBuilder("agreeing unknown wrong\n");
        foreach (var (row, counts) in _counts)
            output.Append(CultureInfo.InvariantCulture, $"{counts[0],8} {counts[1],7} {counts[2],5}  {row}\n");
        return output.ToString();
    }

    private void Count(string row, Agreement agreement)
    {
        if (!_counts.TryGetValue(row, out var counts)) _counts.Add(row, counts = new int[3]);
        counts[(int)agreement]++;
    }
}
