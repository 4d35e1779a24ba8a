namespace MeshFederation.Module.Tests;

/// <summary>Links among the files of an export.</summary>
public sealed class FileLinkTests : IDisposable
{
    private const SearchOption Everywhere = SearchOption.AllDirectories;

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    /// <summary>What lies behind a link stands there a second time, or is another folder's.</summary>
    [Fact]
    public void Links_to_folders_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        var (mesh, other) = (Path.Combine(_folder, "mesh"), Path.Combine(_folder, "other"));
        _host.Run(DeclaredSplit.Script + $"$s | Export-MeshManifest '{other}' -Name shop");
        _host.Run(DeclaredSplit.Script + $"$s | Export-MeshManifest '{mesh}' -Name shop");
        var before = Directory.GetFiles(other, "*", Everywhere);
        Directory.CreateSymbolicLink(Path.Combine(mesh, "latest"), Path.Combine(mesh, "cluster1"));
        Directory.CreateSymbolicLink(Path.Combine(mesh, "itself"), mesh);
        Directory.CreateSymbolicLink(Path.Combine(mesh, "old"), other);
        _host.Run(DeclaredSplit.Script + $"$s | Export-MeshManifest '{mesh}' -Name shop");
        _host.Run(DeclaredSplit.Script + $"$s | Set-MeshTrafficSplit cluster1/v1:100 | Export-MeshManifest '{mesh}' -Name shop -Prune");
        Assert.Equal(before, Directory.GetFiles(other, "*", Everywhere));
        Assert.True(File.Exists(Path.Combine(mesh, "cluster1", "default", "virtualservice-reviews.yaml")));
        _host.Run(DeclaredSplit.Script + $"Test-MeshFederation -Path '{mesh}'");
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
