namespace MeshFederation.Module.Tests;

/// <summary>Export-MeshTopology, as scripts use it.</summary>
public sealed class TopologyTests : IDisposable
{
    private const string Service = "$s = New-MeshServiceEntry web -Cluster (New-MeshCluster one), (New-MeshCluster two) -Port http:80; ";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("mesh.svg", "<!-- MeshFederation topology -->\n<svg ")]
    [InlineData("mesh.HTML", "<!doctype html>\n<!-- MeshFederation topology -->\n")]
    [InlineData("mesh.mmd", "%% MeshFederation topology\nflowchart LR\n")]
    [InlineData("mesh.gv", "// MeshFederation topology\ndigraph mesh {\n")]
    public void The_files_name_says_how_to_draw(string name, string start)
    {
        Assert.Equal("Create", Write(name));
        Assert.StartsWith(start, File.ReadAllText(In(name)), StringComparison.Ordinal);
        Assert.Equal("Unchanged", Write(name));
    }

    [Fact]
    public void Findings_are_shown_where_they_belong()
    {
        Write("mesh.svg", "-Finding ([MeshFederation.Model.Findings.MeshFinding]::new('MF2101', 'Error', 'm', 'one', "
            + "'VirtualService/default/web', 'r'))");
        Assert.Contains("room error", File.ReadAllText(In("mesh.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_no_finding() => Assert.Equal("Create", Write("mesh.svg", "-Finding $null -Title shop"));

    [Fact]
    public void Of_problems_that_nobody_looked_for_nothing_is_said()
    {
        Write("unseen.svg");
        Assert.DoesNotContain("no problems", File.ReadAllText(In("unseen.svg")), StringComparison.Ordinal);
        Write("unknown.svg", "-Finding $nobody");
        Assert.DoesNotContain("no problems", File.ReadAllText(In("unknown.svg")), StringComparison.Ordinal);
        Write("sound.svg", "-Finding @()");
        Assert.Contains("no problems", File.ReadAllText(In("sound.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_program_drew_is_overwritten_with_Force_only()
    {
        File.WriteAllText(In("mesh.svg"), "<svg/>");
        Assert.Equal(
            "MeshExportFileForeign,MeshFederation.Commands.ExportMeshTopologyCommand",
            _host.Fails($"{Service} $s | Export-MeshTopology '{In("mesh.svg")}'").FullyQualifiedErrorId);
        Assert.Equal("<svg/>", File.ReadAllText(In("mesh.svg")));
        Assert.Equal("Update", Write("mesh.svg", "-Force"));
    }

    [Fact]
    public void WhatIf_draws_nothing()
    {
        Assert.Empty(_host.Run($"{Service} $s | Export-MeshTopology '{In("mesh.svg")}' -WhatIf"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("$s | Export-MeshTopology ./mesh.png", "MeshTopologyFormatUnknown")]
    [InlineData("$s | Export-MeshTopology ./mesh", "MeshTopologyFormatUnknown")]
    [InlineData("@() | Export-MeshTopology ./mesh.svg", "MeshInputEmpty")]
    [InlineData("$s | Export-MeshTopology Variable:x.svg", "MeshPathInvalid")]
    public void Mistakes_have_their_ids(string script, string id) =>
        Assert.Equal(id + ",MeshFederation.Commands.ExportMeshTopologyCommand", _host.Fails(Service + script).FullyQualifiedErrorId);

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Write(string name, string arguments = "") =>
        _host.Run($"{Service} $s | Export-MeshTopology '{In(name)}' {arguments}").Single().Properties["Action"].Value.ToString()!;
}
