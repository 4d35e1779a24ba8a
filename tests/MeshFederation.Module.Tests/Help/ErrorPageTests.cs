using System.Reflection;

namespace MeshFederation.Module.Tests.Help;

/// <summary>about_MeshErrors explains every id, whichever file of MeshErrorId it stands in.</summary>
public sealed class ErrorPageTests
{
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(HelpPages.Folder, "about_MeshErrors.md"))
        .Where(line => line.StartsWith("| `Mesh", StringComparison.Ordinal))];

    [Fact]
    public void Every_error_has_its_row_and_every_row_its_error()
    {
        var documented = Rows.Select(row => Cells(row)[0].Trim('`')).ToList();
        Assert.Empty(Ids().Except(documented).Select(id => $"about_MeshErrors.md lacks {id}"));
        Assert.Empty(documented.Except(Ids()).Select(id => $"about_MeshErrors.md has {id}, which no error has"));
        Assert.Equal(documented.Distinct(), documented);
    }

    [Fact]
    public void Every_row_says_what_it_means_and_what_to_do() =>
        Assert.All(Rows, row => Assert.True(Cells(row) is [_, { Length: >= 10 }, { Length: >= 10 }], row));

    internal static List<string> Ids()
    {
        using var host = new ModuleHost();
        var type = (Type)host.Run("[MeshFederation.Model.Errors.MeshErrorId]").Single().BaseObject;
        return [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];
}
