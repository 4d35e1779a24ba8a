using MeshFederation.Analysis.Checks;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

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
        var raises = Can(source, "Status = CheckStatus.Failed");
        Assert.Equal(Can(source, "Warned(") || (Says(check, FindingSeverity.Warning) && !raises), cells[2].Length > 0);
        Assert.Equal(Can(source, "Failed(") || Says(check, FindingSeverity.Error) || raises, cells[3].Length > 0);
        Assert.Equal(Can(source, "NotChecked(") || Can(source, "Untold("), cells[4].Length > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_faults_are_those_that_the_check_finds_as_rules_do(string id)
    {
        var check = CheckCatalog.All.Single(check => check.Id == id);
        var follows = Can(Source(check.GetType()), "Follow(");
        var faults = follows ? "those of a call" : string.Join(", ", check.Faults.Select(fault => fault.Id).Order(StringComparer.Ordinal));
        Assert.Equal(faults, Rows().Single(row => row.Cells[0] == id).Cells[5]);
        Assert.All(check.Faults, fault => Assert.Same(FaultCatalog.Find(fault.Id)?.Title, fault.Title));
        Assert.Equal(check.Faults.Count > 0, Can(Source(check.GetType()), "Found("));
    }

    private static bool Says(ILiveCheck check, FindingSeverity severity) => check.Faults.Any(fault => fault.Severity == severity);

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
