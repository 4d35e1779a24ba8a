namespace MeshFederation.Shell.Tests;

/// <summary>The program and its module, and what the README shows first.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Without_the_module_it_says_where_it_looked_and_what_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("shell-").FullName;
        Copy(ShellProgram.Folder, folder);
        var result = (await ShellProgram.Run(["-c", "1"], program: ShellProgram.ExecutableIn(folder))).ExitedWith(1);
        Assert.Contains($"The MeshFederation module is not there: neither in '{Path.Combine(folder, "MeshFederation")}'", result.Error);
        Assert.Contains("dotnet build", result.Error);

        Copy(Path.Combine(ShellProgram.RepositoryRoot, "artifacts", "MeshFederation"), Path.Combine(folder, "MeshFederation"));
        Assert.Equal("north\n", (await ShellProgram.Run(["-c", "(New-MeshCluster north).Name"], program: ShellProgram.ExecutableIn(folder))).Succeeded().Output);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_bookinfo_sample_shows_the_plumbing_what_would_go_where_and_the_verdict()
    {
        var result = (await ShellProgram.Run([Path.Combine(ShellProgram.RepositoryRoot, "samples", "bookinfo.ps1")])).Succeeded();
        Assert.Equal("", result.Error);
        Assert.Contains("cluster2/v3:75", result.Output);
        string[] inOrder = ["\nkind: DestinationRule", "\nkind: VirtualService", "What is federated:", "What would go where", "   Cluster: cluster2", "\nGateway", "   Cluster: cluster1", "\nServiceEntry", "\nVirtualService", "What analysis says", "Nothing is in the way: all 6 objects", "add -Yaml"];
        var places = inOrder.Select(text => result.Output.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task The_bookinfo_sample_prints_and_writes_the_YAML()
    {
        var sample = Path.Combine(ShellProgram.RepositoryRoot, "samples", "bookinfo.ps1");
        var yaml = (await ShellProgram.Run([sample, "-Yaml"])).Succeeded().Output;
        Assert.Equal(6, yaml.Split("\napiVersion: ").Length - 1);
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        (await ShellProgram.Run([sample, "-Path", folder])).Succeeded();
        Assert.Equal(6, Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Length);
        Directory.Delete(folder, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
