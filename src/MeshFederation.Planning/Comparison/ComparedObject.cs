using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Comparison;

/// <summary>What a comparison says of one object.</summary>
/// <param name="Change">The change; while it is open, an Update without differences.</param>
/// <param name="IsOpen">
/// Whether only the server can tell what applying it would change, by a dry run; <see cref="DryRunOutcome"/> then concludes.
/// </param>
public sealed record ComparedObject(MeshChange Change, bool IsOpen = false)
{
    /// <summary>An object that goes. What was taken over is ours by then, but what others own of it goes, too.</summary>
    internal static ComparedObject Removed(MeshManifest live, string message)
    {
        var isFields = Ownership.IsFields(live);
        var others = isFields ? [] : OwnedPaths.OfOthers(live.Content);
        var managers = others.Select(owner => owner.Manager).Distinct(StringComparer.Ordinal).ToList();
        var notes = managers.Count == 0 ? ""
            : $"{string.Join(", ", managers)} {(managers.Count == 1 ? "owns" : "own")} fields of it, too: they go with it.";
        return new(ChangeOf(live, ChangeAction.Delete, live) with
        {
            Wanted = null,
            Message = string.Join('\n', new[] { message, notes }.Where(text => text.Length > 0)),
            Difference = isFields ? OwnedContent.Differences(live.Content).ToValueList() : [],
            OtherOwners = others.ToValueList(),
        });
    }

    /// <summary>An object that is not made, since what others have does its work.</summary>
    internal static ComparedObject NotNeeded(MeshManifest wanted, string message) =>
        new(ChangeOf(wanted, ChangeAction.Unchanged, null) with { Message = message });

    /// <summary>An object that cannot be as it is wanted.</summary>
    internal static ComparedObject InTheWay(MeshManifest wanted, MeshManifest? live, IEnumerable<Obstacle> obstacles) =>
        new(ChangeOf(wanted, ChangeAction.Conflict, live) with { Message = string.Join('\n', obstacles) });

    /// <summary>A change of an object.</summary>
    internal static MeshChange ChangeOf(MeshManifest manifest, ChangeAction action, MeshManifest? live) => new(
        cluster: manifest.Cluster,
        apiVersion: manifest.ApiVersion,
        kind: manifest.Kind,
        ns: manifest.Namespace,
        name: manifest.Name,
        action: action)
    {
        Step = manifest.Step,
        Wanted = manifest.Content,
        Live = live?.Content,
        OnlyFields = Ownership.IsFields(manifest),
    };
}
