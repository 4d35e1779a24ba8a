using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Histories;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// A cluster without the record of a revision that, by what other clusters say, was published to it. What it had then is not known: it is
/// not nothing.
/// </summary>
/// <param name="Federation">The name of the federation.</param>
/// <param name="Revision">The number of the revision.</param>
/// <param name="Cluster">The cluster whose record is missing.</param>
/// <param name="Name">The names that it may have in the federation.</param>
/// <param name="Known">The clusters that have the record.</param>
/// <param name="Whole">The published revisions that no cluster lacks.</param>
internal sealed record MissingRecord(
    string Federation,
    int Revision,
    MeshCluster Cluster,
    ValueList<string> Name,
    ValueList<string> Known,
    ValueList<int> Whole)
{
    /// <summary>The ways out.</summary>
    public string Ways => FormattableString.Invariant(
        $"To record anew what the declaration says, publish it without -Prune. {GoBack}To have the record back, restore the ConfigMaps ")
        + FormattableString.Invariant($"meshfederation.{Federation}.v{Revision} of the namespace '{Cluster.IstioNamespace}' from a backup. ")
        + $"To remove the federation whole: Unpublish-MeshFederation {Federation}.";

    private string GoBack =>
        Whole.Count == 0 ? "" : $"To go back: Undo-MeshFederation {Federation} -Revision {string.Join(" or ", Whole)}. ";

    /// <summary>What is missing, in a sentence.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"The cluster '{Cluster.Name}' (context '{Cluster.Context}') has no record of the revision {Revision} of the federation ")
        + $"'{Federation}', though {string.Join(", ", Known)} {(Known.Count == 1 ? "says" : "say")} that it was published to "
        + $"{string.Join(", ", Name)}. What it had then is not known.";

    /// <summary>The clusters that lack the record of a revision.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="number">The number of the revision.</param>
    /// <param name="read">The clusters with their revisions of the federation, under the names that they have in it as far as is known.</param>
    /// <param name="isNamed">Whether the name of a cluster without a history is the one that it has in the federation for certain.</param>
    /// <returns>The clusters; none when the record is whole, or no cluster says that it was published.</returns>
    public static IReadOnlyList<MissingRecord> Of(
        string federation,
        int number,
        IReadOnlyCollection<(MeshCluster Cluster, IReadOnlyList<MeshRevision> Revisions)> read,
        Func<MeshCluster, bool> isNamed)
    {
        var (uncovered, lacking) = Lacking(number, read, isNamed);
        if (lacking.Count == 0) return [];
        var published = read.SelectMany(one => one.Revisions).Where(one => one.State == RevisionState.Published)
            .Select(one => one.Revision).Distinct();
        var whole = published.Where(one => one != number && Lacking(one, read, isNamed).Clusters.Count == 0).Order().ToValueList();
        var known = read.Where(one => Records(one.Revisions, number)).Select(one => one.Cluster.Name).Order(StringComparer.Ordinal).ToValueList();
        return
        [
            .. lacking.Select(cluster => new MissingRecord(
                federation, number, cluster, uncovered.Contains(cluster.Name, StringComparer.Ordinal) ? [cluster.Name] : uncovered.ToValueList(), known, whole)),
        ];
    }

    /// <summary>The clusters that lack the record of the newest revision that was published.</summary>
    public static IReadOnlyList<MissingRecord> OfNewest(
        string federation,
        IReadOnlyCollection<(MeshCluster Cluster, IReadOnlyList<MeshRevision> Revisions)> read,
        Func<MeshCluster, bool> isNamed)
    {
        var newest = read.SelectMany(one => one.Revisions).Where(one => one.State == RevisionState.Published)
            .Select(one => one.Revision).DefaultIfEmpty().Max();
        return Of(federation, newest, read, isNamed);
    }

    /// <summary>
    /// The members of a revision without a record, and the clusters that are such: by name, or where a cluster has no history that tells
    /// what it is called, since it may be any of them.
    /// </summary>
    private static (IReadOnlyList<string> Uncovered, IReadOnlyList<MeshCluster> Clusters) Lacking(
        int number,
        IReadOnlyCollection<(MeshCluster Cluster, IReadOnlyList<MeshRevision> Revisions)> read,
        Func<MeshCluster, bool> isNamed)
    {
        var records = read.SelectMany(one => one.Revisions).Where(one => one.Revision == number).ToList();
        if (!records.Exists(one => one.State == RevisionState.Published)) return ([], []);
        var covered = read.Where(one => Records(one.Revisions, number)).Select(one => one.Cluster.Name).ToHashSet(StringComparer.Ordinal);
        var uncovered = records.SelectMany(one => one.FederationCluster).Distinct(StringComparer.Ordinal)
            .Where(name => !covered.Contains(name)).Order(StringComparer.Ordinal).ToList();
        var named = read.Where(one => uncovered.Contains(one.Cluster.Name, StringComparer.Ordinal)).ToList();
        var open = uncovered.Count > named.Count ? read.Where(one => one.Revisions.Count == 0 && !isNamed(one.Cluster)).Except(named) : [];
        return (uncovered, [.. named.Concat(open).Select(one => one.Cluster)]);
    }

    private static bool Records(IEnumerable<MeshRevision> revisions, int number) => revisions.Any(one => one.Revision == number);
}
