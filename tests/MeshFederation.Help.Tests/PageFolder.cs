namespace MeshFederation.Help.Tests;

/// <summary>A folder for pages that goes when the test ends.</summary>
internal sealed class PageFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pages-").FullName;

    public string Add(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
