using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Says in one line what a change does.</summary>
internal static class ChangeText
{
    private const int Named = 3;

    /// <summary>
    /// The change, as <c>Update VirtualService 'default/reviews' in cluster 'cluster1' (spec.http[0].route[0].weight: 75 → 50)</c>.
    /// </summary>
    public static string Of(MeshChange change) => $"{change.Action} {Object(change)}{Details(change)}";

    /// <summary>The object, as <c>VirtualService 'default/reviews' in cluster 'cluster1'</c>.</summary>
    public static string Object(MeshChange change) =>
        $"{(change.OnlyFields ? "fields of " : "")}{change.Kind} '{change.Namespace}/{change.Name}' in cluster '{change.Cluster}'";

    private static string Details(MeshChange change)
    {
        var details = change.Difference.Take(Named).Select(difference => difference.ToString().ReplaceLineEndings(" ")).ToList();
        if (change.Difference.Count > Named) details.Add(FormattableString.Invariant($"{change.Difference.Count - Named} more"));
        if (change.Adopts) details.Insert(0, "taken over from others");
        if (change is { Action: ChangeAction.Delete, OtherOwners.Count: > 0 }) details.Insert(0, $"with fields of {Managers(change)}");
        return details.Count == 0 ? "" : $" ({string.Join("; ", details)})";
    }

    private static string Managers(MeshChange change) =>
        string.Join(", ", change.OtherOwners.Select(owner => owner.Manager).Distinct(StringComparer.Ordinal));
}
