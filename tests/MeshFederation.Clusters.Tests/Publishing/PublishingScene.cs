using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Two clusters to which a federation of its own is published, as the cmdlets do it.</summary>
internal sealed class PublishingScene(ComparisonScene scene) : IAsyncDisposable
{
    private static readonly IReadOnlySet<ChangeKey> NothingDeclined = new HashSet<ChangeKey>();

    public static CancellationToken Ct => ComparisonScene.Ct;

    public ComparisonScene Declared => scene;

    public string Federation => scene.Federation;

    public TestClusters? InProcess => scene.InProcess;

    public IReadOnlyList<MeshCluster> Clusters => [scene.One, scene.Two];

    /// <summary>What was reported of every object, the last report of each.</summary>
    public ConcurrentQueue<ChangeReported> Reports { get; } = [];

    public static async Task<PublishingScene> OpenAsync(RealServers servers, string server) =>
        new(await ComparisonScene.OpenAsync(servers, server));

    public Task<PublishingSession> SessionAsync(
        PublisherOptions? options = null, Action<PublishingEvent>? report = null, string? federation = null) =>
            PublishingSession.OpenAsync(
                federation ?? Federation,
                Clusters,
                SteppedClock.Fit(Settled(options ?? new())),
                happened => Note(happened, report),
                null,
                Ct);

    /// <summary>Publishes a plan and requires that it comes about.</summary>
    public async Task<int> PublishAsync(MeshPlan plan, PublisherOptions? options = null)
    {
        var outcome = await TryPublishAsync(plan, options);
        Assert.True(outcome.Error is null, outcome.Error?.Message);
        return outcome.Revision;
    }

    /// <summary>Publishes a plan, which shows what it does and would be taken out of a file, too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How.</param>
    /// <param name="meanwhile">What somebody does after the last look and before the first write.</param>
    /// <param name="report">Is told what happens.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<PublishOutcome> TryPublishAsync(
        MeshPlan plan,
        PublisherOptions? options = null,
        Func<Task>? meanwhile = null,
        Action<PublishingEvent>? report = null,
        CancellationToken? stop = null)
    {
        await using var session = await SessionAsync(options, report, plan.Name);
        var (now, moved) = await session.RefreshAsync(plan, Ct);
        Assert.Empty(moved);
        PlanHonesty.Require(plan, now);
        PlanHonesty.Require(PlanReader.Read("plan", PlanWriter.Write(plan)), now);
        if (meanwhile is not null) await meanwhile();
        return await session.PublishAsync(plan, now, NothingDeclined, stop ?? Ct);
    }

    /// <summary>What goes back to a revision, as Undo does; to the one before for none, and removes all for 0.</summary>
    public async Task<MeshPlan> PlanOfRevisionAsync(int? revision)
    {
        var history = await FederationHistory.ReadAsync(Federation, Clusters, null, Ct);
        var target = revision == 0 ? 0 : history.Target(revision);
        var comparison = await new FederationComparer(new() { Prune = true }).CompareAsync(
            Federation,
            history.Clusters,
            target == 0 ? [] : await history.ObjectsOfAsync(target, Ct),
            target == 0 ? null : await history.DeclarationOfAsync(target, Ct),
            Ct);
        Assert.Empty(comparison.Failures);
        return comparison.Plan;
    }

    /// <summary>
    /// All objects that carry the federation's labels, its history and leases too, as text without what servers count and time.
    /// </summary>
    public async Task<IReadOnlyList<string>> StateAsync()
    {
        var texts = new List<string>();
        foreach (var cluster in Clusters)
        {
            foreach (var kind in FederatedKinds.Of(cluster).Concat([ResourceKinds.ConfigMap, ResourceKinds.Lease]))
            {
                var selector = Ownership.Selector(Federation, kind.ApiVersion, kind.Kind);
                var list = await scene.Api(cluster.Name).ListAsync(kind, null, selector, Ct);
                texts.AddRange(list.Item.Select(item => $"{cluster.Name} {Text(item)}"));
            }
        }

        return [.. texts.Order(StringComparer.Ordinal)];
    }

    /// <summary>An object as text without what servers count and time; with who owns which of its fields.</summary>
    public static string Text(UnstructuredMap item)
    {
        var metadata = item.Map("metadata")!;
        var owners = FieldsEntry.Of(item)
            .Select(entry => $"{entry.Manager} {entry.Operation} {CanonicalJson.Write(entry.Fields)}").Order(StringComparer.Ordinal);
        foreach (var counted in new[] { "resourceVersion", "generation", "managedFields", "creationTimestamp", "uid" })
            metadata = metadata.With(counted, null);
        return $"{CanonicalJson.Write(item.With("metadata", metadata))} {string.Join(' ', owners)}";
    }

    public async Task<IReadOnlyList<string>> VersionsAsync()
    {
        var versions = new List<string>();
        foreach (var cluster in Clusters)
        {
            foreach (var kind in FederatedKinds.Of(cluster).Append(ResourceKinds.ConfigMap))
            {
                var selector = Ownership.Selector(Federation, kind.ApiVersion, kind.Kind);
                var list = await scene.Api(cluster.Name).ListAsync(kind, null, selector, Ct);
                versions.AddRange(list.Item.Select(item => $"{cluster.Name} {item.Text("kind")} {item.Map("metadata")!.Text("name")} "
                    + $"{item.Map("metadata")!.Text("resourceVersion")}"));
            }
        }

        return versions;
    }

    /// <summary>The last that was said of every object.</summary>
    public IReadOnlyList<MeshChange> Last => [.. Reports.Select(report => report.Change).GroupBy(ChangeKey.Of).Select(same => same.Last())];

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    /// <summary>No istiod runs beside the servers of a test, so nothing is waited for where a test does not say how.</summary>
    private static PublisherOptions Settled(PublisherOptions options) => options.Settling is null ? options.WithoutSettling : options;

    private void Note(PublishingEvent happened, Action<PublishingEvent>? report)
    {
        if (happened is ChangeReported reported) Reports.Enqueue(reported);
        report?.Invoke(happened);
    }
}
