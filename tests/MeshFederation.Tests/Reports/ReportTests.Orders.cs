using MeshFederation.Model.Access;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Reports;

namespace MeshFederation.Tests.Reports;

/// <content>What others wrote gives no orders.</content>
public sealed partial class ReportTests
{
    /// <summary>Whatever stands in objects or comes from servers.</summary>
    [Theory]
    [InlineData("\u001b[31m")]
    [InlineData("##vso[task.complete result=Succeeded]")]
    [InlineData("##[section]")]
    [InlineData("::stop-commands::x")]
    public void No_report_gives_an_order_that_is_not_its_own(string order)
    {
        var finding = new MeshFinding("MF1307", FindingSeverity.Error, order, order, order, order, order, Root + "/" + order, 1);
        var change = new MeshChange(order, "v1", order, order, order, ChangeAction.Failed, difference: [new(order, order, order)]) with
        {
            Message = order
        };
        var report = Report with
        {
            Findings = [finding, finding with { Severity = FindingSeverity.Information }],
            Changes = [change],
            Checks = [new("x", "X", "x", order, CheckStatus.Failed, order) { Hint = order, Peer = order }],
            Access = [Reached(order, AccessReach.None, AccessReach.All, order) with { Cluster = order, Service = order, Client = order }],
            Unread = [new(order, "MeshX", order)],
            Errors = [new("MeshX", order, order, order)],
        };
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            foreach (var line in report.Write(format).Split('\n'))
            {
                Assert.DoesNotContain('\u001b', line);
                var own = line.StartsWith("##vso[task.logissue ", StringComparison.Ordinal)
                    || line is "##[group]What each cluster gets" or "##[endgroup]";
                if (format == ReportFormat.AzurePipelines && !own) Assert.DoesNotContain("##", line, StringComparison.Ordinal);
                if (format == ReportFormat.GitHub && line.TrimStart().StartsWith("::", StringComparison.Ordinal))
                    Assert.Matches("^::(error|warning|notice|group|endgroup)[ :]", line);
                if (format is ReportFormat.Text or ReportFormat.Markdown) Assert.DoesNotContain("##[", line, StringComparison.Ordinal);
            }
        }
    }
}
