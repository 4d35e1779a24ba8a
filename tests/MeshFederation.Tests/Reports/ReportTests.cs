using System.Text.Json;
using System.Xml.Linq;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Reports;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Tests.Reports;

/// <summary>
/// Reports in every format, held as files in cases. MESHFEDERATION_UPDATE_CASES=1 writes them anew, to be reviewed like code.
/// </summary>
public sealed partial class ReportTests
{
    private const string Root = "/repository";

    private static readonly string Cases = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Reports", "cases");

    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [InlineData(ReportFormat.Text, "report.txt")]
    [InlineData(ReportFormat.JUnit, "report.xml")]
    [InlineData(ReportFormat.Sarif, "report.sarif")]
    [InlineData(ReportFormat.Markdown, "report.md")]
    [InlineData(ReportFormat.AzurePipelines, "report.azure-pipelines")]
    [InlineData(ReportFormat.GitHub, "report.github")]
    public void A_report_says_all_of_it_in_its_format(ReportFormat format, string file)
    {
        var path = Path.Combine(Cases, file);
        var actual = Report.Write(format);
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_order_of_findings_does_not_matter_and_a_report_is_known_as_one(ReportFormat format)
    {
        var text = Report.Write(format);
        Assert.Equal(text, (Report with { Findings = [.. Report.Findings.Reverse()] }).Write(format));
        Assert.Contains(ReportFormats.Mark(format), text[..Math.Min(text.Length, 1000)]);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text);
    }

    /// <summary>Whatever else is wrong, in clusters whose names come first.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void What_takes_a_control_plane_down_comes_first(ReportFormat format)
    {
        var deadly = Wrong with { Rule = "MF4020", Cluster = "z", Target = "DestinationRule/default/z" };
        deadly = deadly with { Message = "istiod crashes.", EndangersControlPlane = true };
        var text = (Report with { Findings = [.. Report.Findings, deadly] }).Write(format);
        if (format == ReportFormat.Sarif) text = text[text.IndexOf("\"results\"", StringComparison.Ordinal)..];
        var first = text.IndexOf("istiod crashes.", StringComparison.Ordinal);
        Assert.True(first > 0);
        string[] others = ["The weights total", "kustomize-controller", "Another gateway"];
        Assert.All(others, other => Assert.True(first < text.IndexOf(other, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_report_of_nothing_has_a_test_that_passes()
    {
        var suites = XDocument.Parse(Nothing(ReportFormat.JUnit)).Root!;
        Assert.Equal(("1", "0"), ((string)suites.Attribute("tests")!, (string)suites.Attribute("failures")!));
        Assert.Equal("MeshFederation report: nothing to object to\n", Nothing(ReportFormat.Text));
        Assert.Equal(
            0, JsonDocument.Parse(Nothing(ReportFormat.Sarif)).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void What_callers_reach_is_green_only_where_it_is_known_and_guarded()
    {
        var report = new MeshReport { Access = Report.Access, Version = "1.2.3", BaseFolder = Root };
        Assert.StartsWith("MeshFederation report: 2 warnings\n", report.Write(ReportFormat.Text));
        Assert.Equal("1", (string)XDocument.Parse(report.Write(ReportFormat.JUnit)).Root!.Attribute("skipped")!);
        var kept = report with { Access = [report.Access[^1]] };
        Assert.Equal(Nothing(ReportFormat.Text), kept.Write(ReportFormat.Text));
    }

    /// <summary>A pair that is refused or of which nothing is known is green in no format.</summary>
    [Theory]
    [InlineData(TrustResult.Fails, "", "1 error", "failures")]
    [InlineData(TrustResult.Unknown, "", "1 warning", "skipped")]
    [InlineData(TrustResult.Works, "Make a new one.", "1 warning", null)]
    [InlineData(TrustResult.Works, "", "nothing to object to", null)]
    public void Clusters_trust_each_other_only_where_that_is_known(TrustResult result, string next, string headline, string? counted)
    {
        var trust = new MeshTrust("cluster1", "cluster2", result, "Their roots are what they are.") { Recommendation = next };
        var report = new MeshReport { Trust = [trust, trust], Version = "1.2.3", BaseFolder = Root };
        foreach (var format in new[] { ReportFormat.Text, ReportFormat.Markdown, ReportFormat.AzurePipelines, ReportFormat.GitHub })
        {
            var text = report.Write(format);
            if (format is ReportFormat.Text or ReportFormat.Markdown) Assert.Contains(headline, text);
            Assert.Equal(headline[0] == '1', text.Contains("Their roots", StringComparison.Ordinal));
        }

        var suites = XDocument.Parse(report.Write(ReportFormat.JUnit)).Root!;
        foreach (var name in new[] { "failures", "skipped" }) Assert.Equal(name == counted ? "1" : "0", (string)suites.Attribute(name)!);
    }

    [Fact]
    public void An_exchange_is_at_its_end_only_where_nothing_is_waited_for()
    {
        var report = new MeshReport { Identity = Report.Identity, Version = "1.2.3", BaseFolder = Root };
        Assert.StartsWith("MeshFederation report: 1 warning, 1 note\n", report.Write(ReportFormat.Text));
        Assert.Equal("1", (string)XDocument.Parse(report.Write(ReportFormat.JUnit)).Root!.Attribute("skipped")!);
        Assert.Equal(Nothing(ReportFormat.Text), (report with { Identity = [report.Identity[^1]] }).Write(ReportFormat.Text));
    }

    [Fact]
    public void A_file_that_could_not_be_read_is_said_once_and_means_that_more_may_be_missing()
    {
        var error = new MeshException(MeshErrorId.YamlInvalid, MeshErrorKind.InvalidData, "a.yaml:2: It is no YAML.", "Mend it.");
        var report = new MeshReport
        {
            Findings = [InputFaults.OfFile("cluster1", Root + "/a.yaml", error)],
            Errors = [new(error.ErrorId, error.Message, error.RecommendedAction, "")],
            Version = "1.2.3",
            BaseFolder = Root,
        };
        Assert.Equal("1", (string)XDocument.Parse(report.Write(ReportFormat.JUnit)).Root!.Attribute("failures")!);
        Assert.Contains("\"executionSuccessful\": false", report.Write(ReportFormat.Sarif));
    }

    [Fact]
    public void What_XML_cannot_hold_is_replaced()
    {
        var text = (Report with { Findings = [Wrong with { Message = "a\0b\u001bc\ud800d" }] }).Write(ReportFormat.JUnit);
        Assert.Contains("a^@b^[c\ufffdd", text);
        XDocument.Parse(text);
    }

    [Fact]
    public void One_rule_on_one_object_is_one_test_however_often_it_fires()
    {
        var text = (Report with
        {
            Findings = [Wrong, Wrong with { Field = "spec.http[1].route", Line = 20 }],
            Changes = [],
            Checks = [],
            Access = [],
            Trust = [],
            Identity = [],
            Unread = [],
            Errors = []
        })
            .Write(ReportFormat.JUnit);
        var test = Assert.Single(XDocument.Parse(text).Descendants("testcase"));
        Assert.EndsWith("(and 1 more)", (string)test.Element("failure")!.Attribute("message")!);
        Assert.Contains("spec.http[1].route", test.Element("failure")!.Value);
    }

    [Fact]
    public void A_SARIF_result_keeps_its_fingerprint_when_lines_move()
    {
        var moved = Fingerprint(Wrong with { Line = 99, Message = "other words" });
        Assert.Equal(Fingerprint(Wrong), moved);
        Assert.NotEqual(Fingerprint(Wrong with { Cluster = "cluster2" }), moved);
    }

    [Fact]
    public void A_file_elsewhere_is_named_without_its_place_on_this_machine()
    {
        var report = Report with { Findings = [Wrong with { File = "/else where/a b.yaml" }] };
        Assert.Contains("\"uri\": \"a%20b.yaml\"", report.Write(ReportFormat.Sarif));
        Assert.Contains("file=a b.yaml,", report.Write(ReportFormat.GitHub));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_report_says_where_things_lie_on_the_machine_that_wrote_it(ReportFormat format)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var report = Report with
        {
            Errors =
            [
                new("MeshKubeconfigInvalid", $"{home}/.kube/config:3: It is none. See {Root}/a.yaml.", $"Mend '{home}/.kube/config'.", ""),
                new("MeshFileNotFound", $"There is no '{Path.GetTempPath()}x/plan.json'.", "Check it.", $"{Root}/b/plan.json"),
            ],
            Unread = [new("cluster9", "MeshTlsFailed", $"{home}/ca.crt is no certificate, x{Root}/y is no path.")],
        };
        var text = report.Write(format);
        foreach (var path in new[] { home + "/", Path.GetTempPath() }) Assert.DoesNotContain(path, text);
        Assert.Contains($"x{Root}/y is no path", text.Replace("\\_", "_", StringComparison.Ordinal));
        Assert.DoesNotContain($" {Root}/", text);
        Assert.Contains("a.yaml", text);
    }

    /// <summary>Agents have kubeconfigs anywhere, and each format writes a path in its own way.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Nor_does_it_say_where_kubeconfigs_lie(ReportFormat format)
    {
        const string Folder = "/srv/a_b & <c>*50%;1]/kube";
        var text = (Report with
        {
            Errors = [new("MeshKubeconfigInvalid", $"{Folder}/prod:11: The user is none.", $"See '{Folder}/prod'.", $"{Folder}/prod")],
            Unread = [new("cluster9", "MeshKubeconfigInvalid", $"{Folder}/prod:12: It is none.")],
            HiddenFolder = ["/srv", Folder],
        }).Write(format);
        Assert.DoesNotContain("srv", text);
        Assert.DoesNotContain("/kube", text);
        Assert.Contains("prod:11", text);
        Assert.Contains("prod:12", text);
    }

    [Theory]
    [InlineData("a/report.XML", ReportFormat.JUnit)]
    [InlineData("report.sarif", ReportFormat.Sarif)]
    [InlineData("report.sarif.json", ReportFormat.Sarif)]
    [InlineData("summary.md", ReportFormat.Markdown)]
    [InlineData("report", ReportFormat.Text)]
    public void The_name_of_a_file_says_its_format(string path, ReportFormat format) => Assert.Equal(format, ReportFormats.OfFile(path));

    private static string Nothing(ReportFormat format) => new MeshReport { Version = "1.2.3", BaseFolder = Root }.Write(format);

    private static string? Fingerprint(MeshFinding finding) =>
        JsonDocument.Parse(
            (new MeshReport { Findings = [finding], Rules = FaultCatalog.All, Version = "1.2.3", BaseFolder = Root })
                .Write(ReportFormat.Sarif))
            .RootElement
            .GetProperty("runs")[0]
            .GetProperty("results")[0]
            .GetProperty("partialFingerprints")
            .GetProperty("meshObject/v1").GetString();
}
