namespace MeshFederation.Clusters.Tests;

internal static class RepositoryPaths
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MeshFederation.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
