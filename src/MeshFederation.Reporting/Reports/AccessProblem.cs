using System.Globalization;
using MeshFederation.Model.Access;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>Makes problems of what callers of other clusters reach, where it is open to all of them or not known.</summary>
internal static class AccessProblem
{
    /// <summary>The id of a port that callers reach and no AuthorizationPolicy guards.</summary>
    public const string Open = MeshAccess.Unguarded;

    /// <summary>What is to be so, where a port is not <see cref="Open"/>.</summary>
    public const string OpenTitle = "Somebody says which callers reach a service.";

    /// <summary>The id of a port of which it is not known whether callers get past AuthorizationPolicies.</summary>
    public const string Unknown = MeshErrorId.AccessUnknown;

    /// <summary>The problems, one for each port, cluster of callers and reason.</summary>
    public static IEnumerable<ReportProblem> Of(IEnumerable<MeshAccess> access) => access
        .Where(line => line.Severity == FindingSeverity.Warning)
        .Distinct()
        .GroupBy(line => (line.Cluster, line.Service, line.Port, line.Client, line.Message, line.IsUnknown))
        .Select(same => Of(same.First(), same.Count() - 1));

    private static ReportProblem Of(MeshAccess line, int others) => new(
        line.IsUnknown ? Unknown : Open,
        FindingSeverity.Warning,
        ShownText.Of(line.Cluster),
        ShownText.Of($"{line.Service} {line.Port} from {line.Client}"),
        "",
        Shown($"{(line.IsUnknown ? "Not checked for" : "Open to")} {Callers(line, others)}: before {line.Before}, then "
            + $"{line.After}, since {line.Message}."),
        line.IsUnknown
            ? "Let everything be read that decides it, or see for yourself that nobody gets further than is meant."
            : "Say who may call with New-MeshAccessPolicy, if that is not everybody.",
        null,
        null)
    {
        Title = line.IsUnknown ? "What callers of other clusters reach is known." : OpenTitle,
        IsUnchecked = line.IsUnknown,
    };

    /// <summary>Identities and names of policies are what others wrote.</summary>
    private static string Shown(string text) => ReportProblem.OneLine(ShownText.Of(text));

    private static string Callers(MeshAccess line, int others) => $"'{line.Identity}'" + (others switch
    {
        0 => "",
        1 => " and one more identity",
        _ => string.Create(CultureInfo.InvariantCulture, $" and {others} more identities"),
    });
}
