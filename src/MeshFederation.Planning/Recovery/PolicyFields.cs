using MeshFederation.Model.Objects;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Recovery;

/// <summary>Which parameter of which policy says a field of a traffic policy.</summary>
internal static class PolicyFields
{
    private static readonly Dictionary<string, (string Kind, SaidField Field)> Known = DestinationPolicies.Known
        .SelectMany(policy => policy.Said, (policy, field) => (Path: $"{policy.Field}.{field.Path}", Kind: policy.Kind!, Field: field))
        .ToDictionary(field => field.Path, field => (field.Kind, field.Field), StringComparer.Ordinal);

    /// <summary>The parameter that says a field; null where none does.</summary>
    /// <param name="path">The field, as <c>connectionPool.tcp.maxConnections</c>.</param>
    /// <param name="value">What it says.</param>
    public static (string Kind, string Parameter, object Value)? Of(string path, object? value)
    {
        if (!Known.TryGetValue(path, out var known)) return null;
        var said = known.Field.Read(value);
        if (said is UnstructuredList list) said = list.ToArray();
        return said is null ? null : (known.Kind, known.Field.Parameter, said);
    }

    /// <summary>The parameter that says that a field is not there which is there otherwise; null where none does.</summary>
    /// <param name="path">The field.</param>
    public static (string Kind, string Parameter, object Value)? Absent(string path) =>
        Known.TryGetValue(path, out var known) && known.Field.Absent is { } value ? (known.Kind, known.Field.Parameter, value) : null;
}
