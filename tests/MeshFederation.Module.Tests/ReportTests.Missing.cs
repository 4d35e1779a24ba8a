namespace MeshFederation.Module.Tests;

/// <content>What is missing is no good news: where nothing came, and where not all could be read.</content>
public sealed partial class ReportTests
{
    /// <summary>Nothing tells whether an analysis found nothing, or the variable is another one.</summary>
    [Theory]
    [InlineData("$null | Export-MeshReport")]
    [InlineData("$typo | Export-MeshReport")]
    [InlineData("@() | Export-MeshReport")]
    [InlineData("$found = $s | Test-MeshFederation -ExcludeRule *; $found | Export-MeshReport")]
    public void Nothing_is_no_good_news(string script)
    {
        var text = _host.Run(Services + script).Single().ToString();
        Assert.StartsWith("MeshFederation report: 1 note\n", text, StringComparison.Ordinal);
        Assert.Contains("note    ReportEmpty  Nothing was given to this report", text, StringComparison.Ordinal);
        Assert.Contains("skipped=\"1\"", _host.Run($"{Services} {script} JUnit").Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$s | Test-MeshFederation -ExcludeRule * | Export-MeshReport")]
    [InlineData("$s | Test-MeshFederation | Where-Object { $false } | Export-MeshReport")]
    [InlineData("$s | ForEach-Object { Test-MeshFederation $_ -ExcludeRule * } | Export-MeshReport")]
    [InlineData("$null = $s | Test-MeshFederation -ExcludeRule * -Report ./report.txt; Get-Content -Raw ./report.txt")]
    public void That_somebody_looked_and_found_nothing_is(string script) => Assert.Equal(
        "MeshFederation report: nothing to object to",
        _host.Run($"Set-Location '{_folder}'; {Services} {script}").Single().ToString().Trim());

    private const string Half = "Get-MeshService -Path ./services/*.yaml -Cluster $c[0]";

    [Theory]
    [InlineData(Half + " | New-MeshServiceEntry -ClientCluster $c[1] -ServiceAccount a | Test-MeshFederation -Report ./report.md")]
    [InlineData(Half + " | Test-MeshFederation -Report ./report.md")]
    [InlineData(Half + " | ConvertTo-MeshManifest | Test-MeshFederation -Report ./report.md")]
    public void A_commands_report_tells_what_failed_before_it(string script)
    {
        WriteHalf();
        _host.TryRun($"{Services} Set-Location '{_folder}'; {script}");
        Assert.Contains("MeshYamlInvalid", File.ReadAllText(In("report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_commands_report_tells_nothing_of_what_fails_behind_it()
    {
        WriteHalf();
        _host.TryRun($"{Services} Set-Location '{_folder}'; $s | Compare-MeshAccess -Report ./own.md | ForEach-Object {{ {Half} }}");
        Assert.DoesNotContain("MeshYamlInvalid", File.ReadAllText(In("own.md")), StringComparison.Ordinal);
    }

    /// <summary>A variable keeps services, and not the error of those beside them.</summary>
    [Theory]
    [InlineData("Text")]
    [InlineData("JUnit")]
    [InlineData("Sarif")]
    [InlineData("Markdown")]
    [InlineData("GitHub")]
    [InlineData("AzurePipelines")]
    public void Half_a_declaration_is_an_error_in_every_report(string format)
    {
        WriteHalf();
        var (output, errors) = _host.TryRun($"{Services} Set-Location '{_folder}'; $half = {Half}; "
            + $"$half | Test-MeshFederation -ExcludeRule * | Export-MeshReport {format} 6>&1; $half | Test-MeshFederation -Quiet");
        Assert.StartsWith("MeshYamlInvalid,", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var text = string.Join('\n', output);
        Assert.Contains("MeshDeclarationPartial", text, StringComparison.Ordinal);
        var error = format switch { "JUnit" => "failures=\"1\"", "Sarif" => "\"level\": \"error\"", _ => "1 error" };
        Assert.Contains(error, text, StringComparison.Ordinal);
        Assert.EndsWith("False", text, StringComparison.Ordinal);
    }

    private void WriteHalf()
    {
        Directory.CreateDirectory(In("services"));
        File.WriteAllText(In("services/a.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: ratings, namespace: default}\n"
            + "spec: {ports: [{name: http, port: 9080}], selector: {app: ratings}}\n");
        File.WriteAllText(In("services/b.yaml"), "a: [");
    }

    /// <summary>On commands that change clusters -Force means something else, and more.</summary>
    [Fact]
    public void No_report_of_a_command_is_advised_to_overwrite_a_file_by_force()
    {
        File.WriteAllText(In("mine.md"), "# mine\n");
        var error = _host.Fails($"{Services} $s | Test-MeshFederation -Report '{In("mine.md")}'");
        Assert.Equal("Give -Report another path, or move that file away.", error.ErrorDetails.RecommendedAction);
    }
}
