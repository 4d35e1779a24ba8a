using MeshFederation.Analysis.Checks;

namespace MeshFederation.Tests.Checks;

/// <summary>docs/live-checks.md lists every check as the catalogue has it, with the outcomes that its source can come to.</summary>
public sealed class LiveCheckDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "live-checks.md"));

    public static TheoryData<string> Ids => [.. CheckCatalog.All.Select(check => check.Id)];

    [Fact]
    public void Checks_stand_in_their_order_below_their_categories()
    {
        var wanted = CheckCatalog.All.Select(check => $"{check.Category}: {check.Id}: {check.Name}");
        Assert.Equal(wanted, Rows().Select(row => $"{row.Category}: {row.Cells[0]}: {row.Cells[1]}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_outcomes_are_those_of_the_source(string id)
    {
        var check = CheckCatalog.All.Single(check => check.Id == id);
        var source = Source(check.GetType());
        var cells = Rows().Single(row => row.Cells[0] == id).Cells;
        Assert.Equal(Can(source, "Warned("), cells[2].Length > 0);
        Assert.Equal(Can(source, "Failed("), cells[3].Length > 0);
        Assert.Equal(Can(source, "NotChecked(") || Can(source, "Untold("), cells[4].Length > 0);
    }

    private static bool Can(string source, string call) => source.Contains(call, StringComparison.Ordinal);

    private static string Source(Type check)
    {
        var folder = Path.Combine(RepositoryPaths.Root, "src", "MeshFederation.Analysis", "Checks");
        return File.ReadAllText(Directory.GetFiles(folder, check.Name + ".cs", SearchOption.AllDirectories).Single());
    }

    private static IEnumerable<(string Category, string[] Cells)> Rows()
    {
        var category = "";
        foreach (var line in Lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) category = line[3..];
            else if (line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| id |", StringComparison.Ordinal))
                yield return (category, [.. line.Split('|')[1..^1].Select(cell => cell.Trim())]);
        }
    }
}
