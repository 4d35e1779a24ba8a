using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Comparison;

/// <summary>Concludes from a server-side dry run what a comparison left open.</summary>
public static class DryRunOutcome
{
    /// <summary>Concludes from the object that the server would store.</summary>
    /// <param name="open">The open change.</param>
    /// <param name="result">The object of the dry run.</param>
    /// <returns>An Update with its differences, or Unchanged.</returns>
    public static MeshChange Of(MeshChange open, UnstructuredMap result)
    {
        var live = open.Live ?? UnstructuredMap.Empty;
        var differences = ObjectDifference.Of(live, result).ToValueList();
        var stay = OwnedPaths.OfOthers(result).ToHashSet();
        var taken = OwnedPaths.OfOthers(live).Where(owner => !stay.Contains(owner)).ToValueList();
        var change = open with { Difference = differences, OtherOwners = taken, Adopts = open.Adopts || taken.Count > 0 };
        if (differences.Count > 0) return change;
        return UnstructuredEquality.AreEqual(Owned(live), Owned(result))
            ? change with { Action = ChangeAction.Unchanged }
            : change with
            {
                Message = Join(open.Message, "It says what is declared already; publishing records that its fields are the federation's.")
            };
    }

    /// <summary>Concludes from fields that other managers own and that would change.</summary>
    /// <param name="open">The open change.</param>
    /// <param name="owners">The fields with their managers, as the server named them.</param>
    /// <returns>A Conflict that names the fields, the managers and the ways out.</returns>
    public static MeshChange OfConflict(MeshChange open, IReadOnlyList<FieldOwner> owners) => open with
    {
        Action = ChangeAction.Conflict,
        OtherOwners = owners.ToValueList(),
        Message = Join(open.Message, FieldConflict.Of(owners).ToString()),
    };

    /// <summary>Concludes from an error, as of an object that the server does not accept.</summary>
    /// <param name="open">The open change.</param>
    /// <param name="message">What the server said.</param>
    /// <returns>A Failed change that says so.</returns>
    public static MeshChange OfFailure(MeshChange open, string message) =>
        open with { Action = ChangeAction.Failed, Message = Join(open.Message, message) };

    private static UnstructuredMap? Owned(UnstructuredMap content) => FieldsEntry.AppliedBy(content, ManifestLabels.Manager)?.Fields;

    private static string Join(string one, string other) => one.Length == 0 ? other : one + "\n" + other;
}
