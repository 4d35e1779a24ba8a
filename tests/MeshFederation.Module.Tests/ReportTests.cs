namespace MeshFederation.Module.Tests;

/// <summary>Export-MeshReport, as scripts use it.</summary>
public sealed class ReportTests : IDisposable
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
        Assert.Contains("nothing to object to", File.ReadAllText(In("report.md")), StringComparison.Ordinal);
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
