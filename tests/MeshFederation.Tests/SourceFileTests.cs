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
        from line in File.ReadLines(path).Index()
        where line.Item.Length > Columns
        select FormattableString.Invariant($"{Path.GetRelativePath(RepositoryPaths.Root, path)}:{line.Index + 1}"));

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_longer_than_250_lines(string folder) => Assert.Empty(
        from path in Files(folder) where File.ReadLines(path).Count() > Lines select Path.GetRelativePath(RepositoryPaths.Root, path));

    private static List<string> Files(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"], StringComparer.Ordinal).Any())
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }
}
