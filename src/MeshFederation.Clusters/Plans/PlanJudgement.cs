using MeshFederation.Model.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// What a plan says of clusters beside its changes: what would take a control plane down, who would get past policies, and what is not
/// known. Who reviews the plan sees it, and nothing else is accepted with it. Both halves, writing and reading.
/// </summary>
internal static class PlanJudgement
{
    private const string Danger = "danger";
    private const string Widening = "widening";
    private const string Unknown = "unknownAccess";
    private const string Open = "openAccess";

    /// <summary>What its file is to say.</summary>
    public static IEnumerable<(string Key, object? Value)> Write(MeshPlan plan, Func<string, string> told) =>
    [
        (Danger, plan.Danger.Count == 0 ? null : UnstructuredList.From(plan.Danger.Select(finding => Write(finding, told)))),
        (Widening, plan.Widening.Count == 0 ? null : UnstructuredList.From(plan.Widening.Select(Write))),
        (Unknown, plan.UnknownAccess.Count == 0 ? null : UnstructuredList.From(plan.UnknownAccess.Select(told))),
        (Open, plan.OpenAccess.Count == 0 ? null : UnstructuredList.From(plan.OpenAccess.Select(told))),
    ];

    /// <summary>The plan with what its file says.</summary>
    /// <exception cref="MeshException">A part is missing, or cannot be.</exception>
    public static MeshPlan Read(UnstructuredMap map, MeshPlan plan, Func<string, MeshException> lacks) => plan with
    {
        Danger = map.Maps(Danger).Select(item => Finding(item, lacks)).ToValueList(),
        Widening = map.Maps(Widening).Select(item => Access(item, lacks)).ToValueList(),
        UnknownAccess = Texts(map, Unknown, lacks),
        OpenAccess = Texts(map, Open, lacks),
    };

    private static ValueList<string> Texts(UnstructuredMap map, string key, Func<string, MeshException> lacks) =>
        map.List(key).Select(item => item as string ?? throw lacks($"texts in '{key}'")).ToValueList();

    private static UnstructuredMap Write(MeshFinding finding, Func<string, string> told) => UnstructuredMap.Of(
        ("rule", finding.Rule),
        ("severity", finding.Severity.ToString()),
        ("message", told(finding.Message)),
        ("cluster", finding.Cluster),
        ("target", finding.Target),
        ("recommendation", told(finding.Recommendation)),
        ("field", finding.Field));

    private static MeshFinding Finding(UnstructuredMap map, Func<string, MeshException> lacks) => new(
        Text(map, "rule", lacks),
        Value<FindingSeverity>(map, "severity", lacks),
        Text(map, "message", lacks),
        Text(map, "cluster", lacks),
        Text(map, "target", lacks),
        Text(map, "recommendation", lacks),
        map.Text("field"))
    {
        EndangersControlPlane = true,
    };

    private static UnstructuredMap Write(MeshAccess access) => UnstructuredMap.Of(
        ("cluster", access.Cluster),
        ("service", access.Service),
        ("port", access.Port),
        ("client", access.Client),
        ("identity", access.Identity),
        ("before", access.Before.ToString()),
        ("after", access.After.ToString()),
        ("policy", access.Policy),
        ("message", access.Message));

    private static MeshAccess Access(UnstructuredMap map, Func<string, MeshException> lacks) => new(
        Text(map, "cluster", lacks),
        Text(map, "service", lacks),
        Text(map, "port", lacks),
        Text(map, "client", lacks),
        Text(map, "identity", lacks))
    {
        Before = Value<AccessReach>(map, "before", lacks),
        After = Value<AccessReach>(map, "after", lacks),
        Policy = map.Text("policy"),
        IsWidening = true,
        Message = Text(map, "message", lacks),
    };

    private static string Text(UnstructuredMap map, string key, Func<string, MeshException> lacks) =>
        map.Text(key) ?? throw lacks($"a text in '{key}'");

    private static T Value<T>(UnstructuredMap map, string key, Func<string, MeshException> lacks)
        where T : struct, Enum => Enum.TryParse<T>(map.Text(key), out var value) && Enum.IsDefined(value)
            ? value
            : throw lacks($"one of {string.Join(", ", Enum.GetNames<T>())} in '{key}'");
}
