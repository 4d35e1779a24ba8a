using MeshFederation.Model.Plans;
using MeshFederation.Model.Reports;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Tests.Reports;

/// <summary>What was declined, and what was left out with it, is no good news.</summary>
public sealed class LeftOutReportTests
{
    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    private static readonly MeshReport Report = new()
    {
        Version = "1.2.3",
        BaseFolder = "/repository",
        Changes =
        [
            Skipped("reviews", "Declined."), Skipped("ratings", "Left out, because reviews was declined."),
            Skipped("details", "Left out, because reviews was declined."),
        ],
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_says_it(ReportFormat format)
    {
        var text = Report.Write(format);
        Assert.DoesNotContain("nothing to object to", text, StringComparison.Ordinal);
        if (format != ReportFormat.JUnit) Assert.Contains("because reviews was declined", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_one_reason_is_said_once()
    {
        var text = Report.Write(ReportFormat.Text);
        Assert.StartsWith("MeshFederation report: 2 warnings. ", text, StringComparison.Ordinal);
        Assert.Contains("VirtualService/default/ratings and 1 more", text, StringComparison.Ordinal);
    }

    private static MeshChange Skipped(string name, string why) => new(
        "cluster1", "networking.istio.io/v1", "VirtualService", "default", name, ChangeAction.Skipped)
    { Message = why };
}
