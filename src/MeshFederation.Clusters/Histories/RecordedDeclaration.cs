using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Histories;

/// <summary>A declaration as a revision keeps it.</summary>
/// <param name="Content">The declaration, as keys and values.</param>
/// <param name="IsWhole">
/// Whether the objects of the revision are those of the declaration and no others; not where earlier ones stayed, or a change was declined.
/// </param>
public sealed record RecordedDeclaration(UnstructuredMap Content, bool IsWhole)
{
    /// <summary>The newest of the declarations that clusters keep of a federation, and how it is reached from here.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="read">The clusters, as they were read.</param>
    /// <returns>The declaration, and its services with the contexts by which the clusters were read.</returns>
    /// <exception cref="MeshException">None is kept of the newest revision, or it cannot be read.</exception>
    public static (RecordedDeclaration Record, IReadOnlyList<MeshService> Services) Newest(
        string federation, IReadOnlyCollection<ClusterFederations> read)
    {
        var having = read.SelectMany(one => one.Status, (one, status) => (one.Cluster, Status: status, one.Declaration))
            .Where(one => one.Status.Name == federation).ToList();
        var newest = having.Max(one => one.Status.Revision);
        var records = having.Where(one => one.Status.Revision == newest)
            .Select(one => (one.Cluster, Record: one.Declaration.GetValueOrDefault(federation)))
            .Where(one => one.Record is not null).ToList();
        if (records.Count == 0) throw HistoryErrors.NoDeclaration(federation, newest);
        var record = records[0].Record!;
        RequireSame(federation, newest, records.Select(one => (one.Cluster, one.Record!.Content)));
        try
        {
            return (record, DeclarationReader.Read(record.Content, [], Reached));
        }
        catch (DeclarationException exception)
        {
            throw HistoryErrors.DeclarationUnreadable(federation, newest, exception);
        }

        MeshCluster Reached(MeshCluster cluster) =>
            having.Find(one => one.Status.Cluster == cluster.Name).Cluster is { } here
                ? cluster with { Context = here.Context, Kubeconfig = here.Kubeconfig }
                : cluster;
    }

    /// <summary>
    /// Requires that clusters keep one declaration of a revision: who may write in one of them must not say what goes to the others.
    /// </summary>
    /// <exception cref="MeshException">They keep several.</exception>
    internal static void RequireSame(
        string federation, int revision, IEnumerable<(MeshCluster Cluster, UnstructuredMap Content)> records)
    {
        if (Differing(records) is var (one, other)) throw HistoryErrors.DeclarationsDiffer(federation, revision, one, other);
    }

    /// <summary>Two clusters that keep different declarations of one revision; null where all keep the same.</summary>
    internal static (MeshCluster One, MeshCluster Other)? Differing(IEnumerable<(MeshCluster Cluster, UnstructuredMap Content)> records)
    {
        var all = records.OrderBy(one => one.Cluster.Name, StringComparer.Ordinal).ToList();
        return all.Find(one => !one.Content.Equals(all[0].Content)) is { Cluster: { } other } ? (all[0].Cluster, other) : null;
    }

    /// <summary>What a revision keeps; null for no declaration.</summary>
    internal static UnstructuredMap? Of(UnstructuredMap? declaration, bool isWhole) =>
        declaration is null ? null : UnstructuredMap.Of(("isWhole", isWhole), ("content", declaration));

    /// <summary>What a revision kept; null where that is nothing of the kind.</summary>
    internal static RecordedDeclaration? Read(UnstructuredMap? record) =>
        record?.Map("content") is { } content ? new(content, record.TryGetValue("isWhole", out var whole) && whole is true) : null;
}
