using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>Makes problems of pairs of clusters that do not take each other's certificates, or of which that is not known.</summary>
internal static class TrustProblem
{
    /// <summary>The id of a pair of which one refuses the other.</summary>
    public const string Fails = "TrustFails";

    /// <summary>The id of a pair of which it is not known.</summary>
    public const string Unknown = "TrustUnknown";

    /// <summary>The id of a pair that works, and will not for long, or by more than was meant.</summary>
    public const string Doubtful = "TrustDoubtful";

    /// <summary>The problems, one for each pair and way, the worst first.</summary>
    public static IEnumerable<ReportProblem> Of(IEnumerable<MeshTrust> trust) => trust
        .Where(pair => pair.Result != TrustResult.Works || pair.Recommendation.Length > 0)
        .Distinct()
        .Select(Of)
        .OrderByDescending(problem => problem.Severity);

    private static ReportProblem Of(MeshTrust pair) => new(
        pair.Result switch { TrustResult.Fails => Fails, TrustResult.Unknown => Unknown, _ => Doubtful },
        pair.Result == TrustResult.Fails ? FindingSeverity.Error : FindingSeverity.Warning,
        ShownText.Of(pair.Client),
        ShownText.Of($"calls to {pair.Server}"),
        "",
        ReportProblem.OneLine(pair.Reason),
        ReportProblem.OneLine(ShownText.Of(pair.Recommendation)),
        null,
        null)
    {
        Title = pair.Result switch
        {
            TrustResult.Fails => "Workloads of the clusters take each other's certificates.",
            TrustResult.Unknown => "It is known whether workloads of the clusters take each other's certificates.",
            _ => "That workloads of the clusters take each other's certificates lasts, and gives no more rights than are meant.",
        },
        IsUnchecked = pair.Result == TrustResult.Unknown,
    };
}
