using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Histories;

/// <summary>One federation as it was found in a cluster: what is there, what was published, and who is at it.</summary>
internal sealed class FoundFederation
{
    private readonly MeshCluster _cluster;
    private readonly string _federation;
    private readonly ClusterHistory? _history;
    private readonly LeaseRecord? _lease;
    private readonly IReadOnlyList<UnstructuredMap>? _published;
    private readonly IReadOnlyList<MeshManifest> _live;

    private FoundFederation(
        MeshCluster cluster,
        string federation,
        ClusterHistory? history,
        LeaseRecord? lease,
        IReadOnlyList<UnstructuredMap>? published,
        IReadOnlyList<MeshManifest> live)
    {
        (_cluster, _federation, _history, _lease) = (cluster, federation, history, lease);
        (_published, _live, Name) = (published, live, NameOf(cluster, history));
    }

    /// <summary>What the cluster is called in the federation.</summary>
    public string Name { get; }

    /// <summary>The name of the federation.</summary>
    public string Federation => _federation;

    /// <summary>The revisions.</summary>
    public IEnumerable<MeshRevision> Revisions =>
        _history?.Revisions.Select(revision => revision with { IsCurrent = revision == _history.Current }) ?? [];

    /// <summary>The declaration of what is published; null where it is not kept, or was not asked for.</summary>
    public RecordedDeclaration? Declaration { get; private init; }

    /// <summary>What carries the labels of the federation and is not its own, in sentences.</summary>
    public IEnumerable<string> Notes => _live.Where(item => !item.IsOf(_federation)).Select(ForeignObjects.Note)
        .Concat((_history?.Foreign ?? []).Select(name => ForeignObjects.Note(_cluster, _federation, name)));

    public static async Task<FoundFederation> ReadAsync(
        MeshCluster cluster,
        string federation,
        IEnumerable<UnstructuredMap> objects,
        ClusterHistory? history,
        LeaseRecord? lease,
        bool needsDeclaration,
        CancellationToken ct)
    {
        var live = objects.Select(item => Manifest(NameOf(cluster, history), item)).ToList();
        var current = history?.Current;
        var published = current is null ? [] : await history!.TryObjectsOfAsync(current, ct).ConfigureAwait(false);
        var recorded = await RecordedObjects.ReadAsync(history, live, federation, ct).ConfigureAwait(false);
        var declaration = needsDeclaration && current is { HasDeclaration: true }
            ? await history!.DeclarationOfAsync(current, ct).ConfigureAwait(false)
            : null;
        return new(cluster, federation, history, lease, published, [.. live.Select(recorded.Mark).Order(PublishingOrder.Instance)])
        {
            Declaration = RecordedDeclaration.Read(declaration),
        };
    }

    /// <summary>Whether there is one: what only carries its labels makes none.</summary>
    public bool Exists => Revisions.Any() || _live.Any(item => item.IsOf(_federation));

    /// <summary>
    /// Whether it has published objects of a type, or may have: what is there of it must then be known to tell how it is.
    /// </summary>
    public bool MayHave(string type) =>
        _history?.Current is not null && (_published is null || _published.Any(item => new MeshManifest("", item).TypeKey == type));

    public MeshFederationStatus Status()
    {
        var current = _history?.Current;
        return new(_federation, Name, _cluster.Context)
        {
            Revision = current?.Revision ?? 0,
            Published = current?.Published,
            PublishedBy = current?.PublishedBy ?? "",
            ModuleVersion = current?.ModuleVersion ?? "",
            FederationCluster = current?.FederationCluster ?? [],
            Manifest = _live.Where(item => item.IsOf(_federation)).Select(Ownership.PartOf).ToValueList(),
            Drift = current is null || _published is null
                ? []
                : Drift.Of([.. _published.Select(item => Manifest(Name, item))], _live).Select(ForeignObjects.Marked).ToValueList(),
            IsIncomplete = _published is null || _history?.Revisions is [.., { State: not RevisionState.Published }],
            PublishingBy = _lease is { IsHeld: true }
                ? FormattableString.Invariant($"{_lease.Holder} since {_lease.Acquired:u}")
                : "",
        };
    }

    private static string NameOf(MeshCluster cluster, ClusterHistory? history) =>
        history?.Revisions is [.., { Cluster.Length: > 0 } last] ? last.Cluster : cluster.Name;

    private static MeshManifest Manifest(string cluster, UnstructuredMap item)
    {
        var manifest = new MeshManifest(cluster, item);
        return manifest with { Step = ObjectKinds.Of(manifest).StepOf(manifest) };
    }
}
