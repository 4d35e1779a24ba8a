using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>Fields of an object of ours that somebody else changed; the ways out are those that kubectl names.</summary>
internal static class FieldConflict
{
    public static Obstacle Of(IReadOnlyList<FieldOwner> owners) => new(
        "Fields that the federation sets have another manager and another value now: "
        + $"{Names.Few([.. owners.Select(owner => owner.ToString())])}.",
        [
            "To take them over, with the values that are declared, use -Force.",
            "To keep their values and own them together, declare what the cluster has.",
            "To leave them to the other manager, take what sets them out of the declaration; to have them back, have the other manager "
            + "give them up.",
        ],
        IsSafeToForce: true);
}
