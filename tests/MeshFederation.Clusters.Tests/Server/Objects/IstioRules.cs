using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>A few of the rules in the schemas of Istio 1.30's CRDs: what a publish can get wrong at the top of a spec.</summary>
internal static class IstioRules
{
    private static readonly Dictionary<string, string> Required =
        new(StringComparer.Ordinal) { ["ServiceEntry"] = "hosts", ["DestinationRule"] = "host" };

    private static readonly (string Kind, string Field, string[] Known)[] Enums =
    [
        ("ServiceEntry", "location", ["MESH_EXTERNAL", "MESH_INTERNAL"]),
        ("ServiceEntry", "resolution", ["NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS"]),
        ("AuthorizationPolicy", "action", ["ALLOW", "DENY", "AUDIT", "CUSTOM"]),
    ];

    /// <summary>What is wrong with the spec of an object.</summary>
    public static IEnumerable<FieldProblem> Check(ServedKind kind, JsonObject value)
    {
        if (!kind.Custom || value["spec"] is not JsonObject spec) yield break;
        foreach (var (_, field, known) in Enums.Where(rule => rule.Kind == kind.Kind))
        {
            if ((string?)spec[field] is { } text && !known.Contains(text))
                yield return FieldProblem.NotSupported("spec." + field, JsonText.Write(text), known);
        }

        if (Required.TryGetValue(kind.Kind, out var required) && spec[required] is null)
            yield return FieldProblem.Required("spec." + required);
    }
}
