namespace MeshFederation.Truth.Tests;

/// <summary>The worlds whose answers came from Istio's own translation. They lie beside the checkout, or nowhere.</summary>
internal static class TruthWorlds
{
    /// <summary>The folder of the worlds; null where it is not there.</summary>
    public static string? Folder { get; } = Find();

    public static IEnumerable<TruthWorld> Read() =>
        Directory.GetDirectories(Folder!).Order(StringComparer.Ordinal).AsParallel().AsOrdered().Select(TruthWorld.Read);

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MeshFederation.sln"))) folder = folder.Parent;
        var worlds = folder?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "truth", "worlds") : "";
        return Directory.Exists(worlds) ? worlds : null;
    }
}
