using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>What the schema of a CRD would find wrong.</summary>
internal static class SchemaRules
{
    private static readonly FieldProblem Unchecked = FieldProblem.Invalid(
        "<nil>",
        "null",
        "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation");

    /// <summary>What is wrong; the real server then adds that it did not look at the CEL rules.</summary>
    public static IEnumerable<FieldProblem> Check(ServedKind kind, JsonObject value)
    {
        var problems = IstioRules.Check(kind, value).Concat(NullRules.Check(kind, value)).ToArray();
        return problems.Length == 0 ? [] : [.. problems, Unchecked];
    }
}
