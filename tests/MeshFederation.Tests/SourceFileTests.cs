namespace MeshFederation.Tests;

/// <summary>Files stay small and lines short, so that two of them stand side by side on a screen.</summary>
public sealed class SourceFileTests
{
    private const int Columns = 140;
    private const int Lines = 250;

    public static TheoryData<string> Folders => ["src", "tests", "bench"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_is_longer_than_140_columns(string folder) => Assert.Empty(
        from path in Files(folder)
        from line in Code(path)
        where line.Item.Length > Columns
        select FormattableString.Invariant($"{Path.GetRelativePath(RepositoryPaths.Root, path)}:{line.Index + 1}"));

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_longer_than_250_lines(string folder) => Assert.Empty(
        from path in Files(folder) where File.ReadLines(path).Count() > Lines select Path.GetRelativePath(RepositoryPaths.Root, path));

    /// <summary>
    /// The lines with their places but for those inside a raw string, which say a text as it is: an answer of a server, an object.
    /// </summary>
    private static IEnumerable<(int Index, string Item)> Code(string path)
    {
        var isRaw = false;
        foreach (var line in File.ReadLines(path).Index())
        {
            var quotes = line.Item.Split("\"\"\"").Length - 1;
            if (!isRaw) yield return line;
            if (quotes % 2 == 1) isRaw = !isRaw;
        }
    }

    private static List<string> Files(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"], StringComparer.Ordinal).Any())
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }
}
