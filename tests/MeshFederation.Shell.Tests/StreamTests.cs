namespace MeshFederation.Shell.Tests;

/// <summary>What is written where, in files and pipes.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Objects_are_shown_by_the_modules_views()
    {
        var result = (await ShellProgram.Command("New-MeshCluster north -GatewayAddress 192.0.2.1")).Succeeded();
        Assert.Contains("\nName             Istio", result.Output);
        Assert.Contains("\nnorth ", result.Output);
        Assert.Contains("192.0.2.1:15443", result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task An_error_is_shown_where_it_happened_with_what_to_do()
    {
        var result = (await ShellProgram.Run([ShellProgram.Script("mistake.ps1")])).Succeeded();
        Assert.Equal("before\nafter\n", result.Output);
        Assert.Contains($"New-MeshCluster: {ShellProgram.Script("mistake.ps1")}:2\nLine |\n   2 |  New-MeshCluster bad_name\n", result.Error);
        Assert.Contains("'bad_name' cannot be the name of a cluster", result.Error);
        Assert.Contains("  Recommendation: ", result.Error);
        Assert.DoesNotContain('\e', result.Error);
    }

    [Fact]
    public async Task An_error_that_ends_the_script_is_shown_alike()
    {
        var result = (await ShellProgram.Run([ShellProgram.Script("fatal-mistake.ps1")])).ExitedWith(1);
        Assert.Equal("before\n", result.Output);
        Assert.Contains($"New-MeshCluster: {ShellProgram.Script("fatal-mistake.ps1")}:3\nLine |\n   3 |  New-MeshCluster bad_name\n", result.Error);
        Assert.Contains("  Recommendation: ", result.Error);
    }

    [Fact]
    public async Task A_command_that_only_PowerShell_itself_has_ends_in_an_ordinary_error()
    {
        var result = (await ShellProgram.Command("Select-Object; 'goes on'")).Succeeded();
        Assert.Equal("goes on\n", result.Output);
        Assert.Contains("The term 'Select-Object' is not recognized", result.Error);
    }

    [Fact]
    public async Task Only_objects_and_what_is_said_to_the_user_are_output()
    {
        var result = (await ShellProgram.Run([ShellProgram.Script("streams.ps1")])).Succeeded();
        Assert.Equal("an object\ninformation\nhost text\n", result.Output);
        Assert.Equal("WARNING: a warning\nVERBOSE: verbose text\nDEBUG: debug text\n", result.Error);
    }

    [Fact]
    public async Task WhatIf_says_what_would_be_written_and_writes_nothing()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var result = (await ShellProgram.Run([ShellProgram.Script("export.ps1"), "-Path", folder, "-WhatIf"])).Succeeded();
        Assert.Contains($"What if: Create file '{Path.Combine(folder, "one", "istio-system", "gateway-meshfederation-default.yaml")}'.", result.Output);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_confirmation_is_refused_where_nobody_can_give_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var result = await ShellProgram.Run([ShellProgram.Script("export.ps1"), "-Path", folder, "-Confirm"]);
        Assert.Equal("error id: MeshPromptUnavailable,MeshFederation.Commands.ExportMeshManifestCommand\n", result.Output);
        Assert.Contains("There is no terminal to ask on", result.Error);
        Assert.Contains("-Confirm:$false", result.Error);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_mandatory_parameter_is_not_asked_for_where_nobody_can_answer()
    {
        var result = await ShellProgram.Command("try { New-MeshCluster } catch { $_.FullyQualifiedErrorId }");
        Assert.Equal("MissingMandatoryParameter,MeshFederation.Commands.NewMeshClusterCommand\n", result.Succeeded().Output);
    }

    [Fact]
    public async Task Text_is_UTF8_whatever_the_locale()
    {
        var result = await ShellProgram.Run(["-"], input: "'Größe, 集群, 🚀'", environment: new() { ["LC_ALL"] = "C" });
        Assert.Equal("Größe, 集群, 🚀\n", result.Succeeded().Output);
    }

    [Fact]
    public async Task The_users_culture_is_kept() =>
        Assert.Equal("1,5\n", (await ShellProgram.Run(["-c", "(1.5).ToString()"], environment: new() { ["LC_ALL"] = "de_DE.UTF-8" })).Succeeded().Output);

    [Fact]
    public async Task A_table_in_a_file_is_120_columns_wide()
    {
        var result = await ShellProgram.Command("New-MeshServiceEntry web -Cluster (New-MeshCluster one), (New-MeshCluster two) -Port http:80 | Set-MeshTrafficSplit one/v1:50, two/v2:50 -Match @{ PathPrefix = '/a/path/that/eighty/columns/would/break' }");
        Assert.InRange(result.Succeeded().Output.Split('\n').Max(line => line.Length), 81, 120);
    }

    [Fact]
    public async Task A_script_that_asks_for_escape_sequences_gets_them_in_files_too()
    {
        Assert.Equal("red\n", (await ShellProgram.Command("\"`e[31mred`e[0m\"")).Output);
        Assert.Equal("\e[31mred\e[0m\n", (await ShellProgram.Command("$PSStyle.OutputRendering = 'Ansi'; \"`e[31mred`e[0m\"")).Output);
    }
}
