using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;

namespace MeshFederation.Reporting.Reports;

/// <summary>Makes problems of live checks that do not hold, or could not be made.</summary>
internal static class CheckProblem
{
    /// <summary>The problem of a check; null when it holds.</summary>
    public static ReportProblem? Of(MeshCheck check)
    {
        if (check.Status == CheckStatus.Passed) return null;
        var message = check.Status == CheckStatus.NotChecked ? "Not checked: " + check.Message : check.Message;
        var severity = check.Status switch
        {
            CheckStatus.Failed => FindingSeverity.Error,
            CheckStatus.Warned => FindingSeverity.Warning,
            _ => FindingSeverity.Information,
        };
        return new(
            check.Id,
            severity,
            check.Cluster,
            Target(check),
            "",
            ReportProblem.OneLine(message),
            ReportProblem.OneLine(check.Hint),
            null,
            null)
        { Title = Title(check) };
    }

    /// <summary>What was looked at: <c>the cluster</c>, or the one that is called from it.</summary>
    public static string Target(MeshCheck check) => check.Peer.Length == 0 ? "cluster" : "calls to " + check.Peer;

    private static string Title(MeshCheck check) => $"{check.Category}: {check.Name}";
}
