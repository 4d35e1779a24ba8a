namespace MeshFederation.Module.Tests;

/// <summary>Export-MeshReport, as scripts use it.</summary>
public sealed partial class ReportTests : IDisposable
{
    private const string Find =
        "$f = [MeshFederation.Model.Findings.MeshFinding]::new('MF1307', 'Error', 'Wrong.', 'one', 'Gateway/a/b', 'Mend it.'); ";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Fact]
    public void Without_a_path_the_text_is_output() =>
        Assert.StartsWith(
            "MeshFederation report: 1 error\n",
            (string)_host.Run(Find + "$f | Export-MeshReport").Single().BaseObject,
            StringComparison.Ordinal);

    [Fact]
    public void Commands_to_a_pipelines_log_never_become_output()
    {
        var lines = _host.Run(Find + "$f | Export-MeshReport GitHub -InformationVariable said; $said.ForEach('ToString')");
        Assert.Equal(
            ["MeshFederation: 1 error", "::error title=MF1307 Gateway/a/b::one Gateway/a/b: Wrong. Mend it."],
            lines.Select(line => line.ToString()));
    }

    /// <summary>Compare-MeshFederation says it in a warning, which no report has.</summary>
    [Fact]
    public void A_plan_brings_along_what_takes_a_control_plane_down()
    {
        const string Lists = "function List([type] $of, $items) { , [MeshFederation.Model.Collections.ValueList].GetMethod('ToValueList')"
            + ".MakeGenericMethod($of).Invoke($null, @(, ($items -as $of.MakeArrayType()))) }; ";
        const string Plan = "$plan = [MeshFederation.Model.Plans.MeshPlan]::new('shop', "
            + "(List ([MeshFederation.Model.Clusters.MeshCluster]) @()), "
            + "(List ([MeshFederation.Model.Plans.MeshChange]) @()), [DateTimeOffset]::UnixEpoch); ";
        const string Danger = "$null = [MeshFederation.Model.Plans.MeshPlan].GetProperty('Danger').GetSetMethod($true)"
            + ".Invoke($plan, @(, (List ([MeshFederation.Model.Findings.MeshFinding]) @($f)))); ";
        var text = (string)_host.Run(Find + Lists + Plan + Danger + "$plan | Export-MeshReport").Single().BaseObject;
        Assert.StartsWith("MeshFederation report: 1 error", text, StringComparison.Ordinal);
        Assert.Contains("MF1307  Wrong.", text, StringComparison.Ordinal);
    }

    private const string Services = "$c = 1, 2 | ForEach-Object { New-MeshCluster \"cluster$_\" -GatewayAddress 192.0.2.$_ }; "
        + "$s = New-MeshServiceEntry reviews -Port http:9080 -Selector app=reviews -Cluster $c[1] -ClientCluster $c[0]; ";

    [Fact]
    public void What_is_open_to_all_callers_is_a_warning_in_the_report()
    {
        var text = (string)_host.Run(Services + "$s | Compare-MeshAccess | Export-MeshReport").Single().BaseObject;
        Assert.StartsWith("MeshFederation report: 1 warning\n", text, StringComparison.Ordinal);
        _host.Run($"{Services} $null = $s | Compare-MeshAccess -Report '{In("access.md")}'");
        Assert.Contains("1 warning", File.ReadAllText(In("access.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_that_do_not_trust_each_other_for_sure_are_warnings_in_the_report()
    {
        var text = (string)_host.Run($"{Services} Test-MeshIdentity $c | Export-MeshReport").Single().BaseObject;
        Assert.StartsWith("MeshFederation report: 2 warnings\n", text, StringComparison.Ordinal);
        _host.Run($"{Services} $null = Test-MeshIdentity $c -Report '{In("trust.xml")}'");
        Assert.Contains("skipped=\"2\"", File.ReadAllText(In("trust.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_trust_tells_the_error_that_ended_the_command()
    {
        _host.Fails($"{Services} Test-MeshIdentity $c[0] -Report '{In("trust.md")}'");
        Assert.Contains("1 error", File.ReadAllText(In("trust.md")), StringComparison.Ordinal);
    }

    /// <summary>Errors are not what a pipeline hands on, and a variable keeps none of them.</summary>
    [Theory]
    [InlineData("Test-MeshFederation -Path ./mesh | Export-MeshReport")]
    [InlineData("$found = Test-MeshFederation -Path ./mesh; $found | Export-MeshReport")]
    [InlineData("Test-MeshFederation -Path ./mesh 2>&1 | Export-MeshReport")]
    [InlineData("$null = Test-MeshFederation -Path ./mesh -Report ./report.txt; Get-Content -Raw ./report.txt")]
    public void A_file_that_cannot_be_read_is_one_error_in_the_report(string script)
    {
        Directory.CreateDirectory(In("mesh/cluster1"));
        File.WriteAllText(In("mesh/cluster1/a.yaml"), "a: [");
        var text = _host.Run($"Set-Location '{_folder}'; $ErrorActionPreference = 'SilentlyContinue'; {script}").Single().ToString();
        Assert.StartsWith("MeshFederation report: 1 error\n", text, StringComparison.Ordinal);
        Assert.Contains("MF9042", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_let_in_is_not_known_where_a_file_could_not_be_read()
    {
        Directory.CreateDirectory(In("mesh/cluster2"));
        File.WriteAllText(In("mesh/cluster2/a.yaml"), "a: [");
        var text = _host.Run($"{Services} Set-Location '{_folder}'; $ErrorActionPreference = 'SilentlyContinue'; "
            + "$a = $s | Compare-MeshAccess -Path ./mesh; $a.After; $a | Export-MeshReport JUnit").Select(line => line.ToString()).ToList();
        Assert.Equal("Unknown", text[0]);
        Assert.Contains("skipped=\"1\"", text[1], StringComparison.Ordinal);
    }

    /// <summary>What is output says what it could; the error goes past it.</summary>
    [Fact]
    public void What_fails_in_the_pipeline_stands_in_its_report_and_in_no_other()
    {
        Directory.CreateDirectory(In("mesh/cluster2"));
        File.WriteAllText(In("mesh/cluster2/a.yaml"), "a: [");
        var text = _host.Run($"{Services} Set-Location '{_folder}'; $ErrorActionPreference = 'SilentlyContinue'; "
            + "$s | Compare-MeshAccess -Path ./mesh | Export-MeshReport; $null | Export-MeshReport")
            .Select(line => line.ToString())
            .ToList();
        Assert.Contains("MeshYamlInvalid", text[0], StringComparison.Ordinal);
        Assert.StartsWith("MeshFederation report: 1 note\n", text[1], StringComparison.Ordinal);
        Assert.DoesNotContain("MeshYamlInvalid", text[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MeshCluster a -Kubeconfig /srv/kube_1/prod", "prod")]
    [InlineData("Get-MeshFederation shop -Context a -Kubeconfig /srv/kube_1/prod", "prod")]
    [InlineData("New-MeshCluster far -Kubeconfig /srv/kube_1/prod | ForEach-Object { $_.Kubeconfig } | Write-Error", "prod")]
    [InlineData("Write-Error \"$($env:KUBECONFIG): It is away.\"", "no-kubeconfig")]
    public void A_report_does_not_say_where_kubeconfigs_lie(string script, string file)
    {
        foreach (var format in (string[])["Text", "JUnit", "Sarif", "Markdown", "AzurePipelines", "GitHub"])
        {
            var path = In("report-" + format);
            _host.Run($"try {{ {script} -ErrorVariable e 2>$null | Out-Null }} catch {{ $e = $_ }}; "
                + $"@($e)[0] | Export-MeshReport {format} -Path '{path}'");
            var text = File.ReadAllText(path);
            Assert.DoesNotContain("/srv", text, StringComparison.Ordinal);
            Assert.DoesNotContain(AppContext.BaseDirectory, text, StringComparison.Ordinal);
            Assert.Contains(file, text.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_files_name_says_the_format_and_the_parameter_says_it_louder()
    {
        Write("report.xml", "$f");
        Assert.StartsWith("<?xml", File.ReadAllText(In("report.xml")), StringComparison.Ordinal);
        Write("other.xml", "$f", "-Format Markdown");
        Assert.StartsWith("<!-- MeshFederation report -->", File.ReadAllText(In("other.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_replaces_an_earlier_one_and_leaves_one_that_is_right_alone()
    {
        Assert.Equal("Create", Write("report.md", "$f"));
        Assert.Equal("Unchanged", Write("report.md", "$f"));
        Assert.Equal("Update", Write("report.md", "$null"));
        Assert.Contains("ReportEmpty", File.ReadAllText(In("report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_program_wrote_is_overwritten_with_Force_only()
    {
        File.WriteAllText(In("report.md"), "# mine\n");
        var error = _host.Fails($"{Find} $f | Export-MeshReport -Path '{In("report.md")}'");
        Assert.Equal("MeshExportFileForeign,MeshFederation.Commands.ExportMeshReportCommand", error.FullyQualifiedErrorId);
        Assert.Equal("# mine\n", File.ReadAllText(In("report.md")));
        Assert.Equal("Update", Write("report.md", "$f", "-Force"));
    }

    [Fact]
    public void Append_adds_to_whatever_is_there_as_a_jobs_summary_wants_it()
    {
        File.WriteAllText(In("summary"), "# job\n");
        Write("summary", "$f", "-Format Markdown -Append");
        Assert.StartsWith("# job\n<!-- MeshFederation report -->\n", File.ReadAllText(In("summary")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(_host.Run($"{Find} $f | Export-MeshReport -Path '{In("report.md")}' -WhatIf"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_plan_is_reported_with_its_closing_count()
    {
        var text = _host.Run(
            "[MeshFederation.Model.Plans.MeshChange]::new('one', 'v1', 'Gateway', 'a', 'b', 'Create') | Export-MeshReport")
            .Single()
            .ToString();
        Assert.Contains("Plan: 1 to create", text, StringComparison.Ordinal);
        Assert.Contains("  + Create     Gateway/a/b", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'text' | Export-MeshReport", "MeshInputInvalid")]
    [InlineData("$null | Export-MeshReport -Path Variable:x", "MeshPathInvalid")]
    [InlineData("$null | Export-MeshReport -Path /", "MeshExportPathInvalid")]
    public void Mistakes_have_their_ids(string script, string id) =>
        Assert.Equal(id + ",MeshFederation.Commands.ExportMeshReportCommand", _host.Fails(script).FullyQualifiedErrorId);

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Write(string name, string input, string arguments = "") =>
        _host.Run($"{Find} {input} | Export-MeshReport -Path '{In(name)}' {arguments}").Single().Properties["Action"].Value.ToString()!;
}
