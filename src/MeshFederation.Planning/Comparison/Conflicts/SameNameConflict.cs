using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>An object with the kind, namespace and name of one of ours that is not ours.</summary>
internal static class SameNameConflict
{
    /// <summary>Looks at what is there.</summary>
    /// <param name="wanted">Our object.</param>
    /// <param name="live">What the cluster has under its name.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>What is in the way, or null when the object is ours.</returns>
    public static Obstacle? Of(MeshManifest wanted, MeshManifest live, string federation, string clusterDomain)
    {
        if (live.IsOf(federation)) return null;
        if (Ownership.OtherFederation(live, federation) is { } other) return OfFederation(wanted, live, other);
        var (mine, theirs) = (ObjectKinds.Of(wanted).About(wanted, clusterDomain), ObjectKinds.Of(live).About(live, clusterDomain));
        return mine == theirs ? Adoptable(live) : Different(live, mine, theirs);
    }

    private static Obstacle OfFederation(MeshManifest wanted, MeshManifest live, string other) => new(
        $"{live} belongs to the federation '{other}'. Two federations cannot share an object: each would undo what the other publishes.",
        [
            $"To have it in this federation, take the service out of '{other}' and publish that with -Prune, or remove it whole: "
            + $"Unpublish-MeshFederation -Name {other}.",
            $"To leave it there, take {What(wanted)} out of this federation.",
            $"To have both in one federation, declare all services in one pipeline and publish them under the name '{other}'.",
        ]);

    private static Obstacle Adoptable(MeshManifest live) => new(
        $"{live} is there already and is not ours; it was made by {Ownership.Managers(live)}.",
        [
            "To make it ours, with its fields and our labels, use -Force. What it says beyond ours stays.",
            $"To keep it as it is, take the service out of the federation.",
            $"To start anew, remove it first: kubectl delete {ObjectKinds.Of(live).Argument} {live.Name} --namespace {live.Namespace}.",
        ],
        IsSafeToForce: true);

    private static Obstacle Different(MeshManifest live, string mine, string theirs) => new(
        $"{live} is there already and is not ours; it was made by {Ownership.Managers(live)} and is about {theirs}, where ours would be "
        + $"about {mine}. -Force does not help: adopting it would take away what it is there for.",
        [
            $"To keep what it does, make it anew under another name, then remove this one: kubectl delete {ObjectKinds.Of(live).Argument} "
            + $"{live.Name} --namespace {live.Namespace}.",
            "To keep it as it is, take the service out of the federation.",
            "To drop what it does, remove it and compare again.",
        ]);

    private static string What(MeshManifest wanted) =>
        Names.Host(wanted) is { Length: > 0 } hosts ? $"the service for {hosts}" : "what asks for it";
}
