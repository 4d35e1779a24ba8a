using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>What the commands do with clusters, one after the other as one works with them.</summary>
internal sealed class CommandRun(ComparisonScene scene, IReadOnlyList<MeshCluster> clusters)
{
    private static readonly IReadOnlySet<ChangeKey> Nothing = new HashSet<ChangeKey>();

    private readonly List<string> _notes = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What was said of what may not be read or done.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Runs a command; what fails is thrown.</summary>
    public Task RunAsync(string command) => command switch
    {
        "Get-MeshCluster" => DiscoverAsync(),
        "Get-MeshService" => ServicesAsync(),
        "Compare-MeshFederation" => CompareAsync(50, prune: true),
        "Get-MeshFederation" => FederationsAsync(),
        "Test-MeshFederation -Live" => CheckAsync(),
        "Trace-MeshRequest -Live" => LiveAsync(),
        "Compare-MeshAccess -Live" => AccessAsync(),
        "Publish-MeshFederation" => PublishAsync(),
        "Undo-MeshFederation" => UndoAsync(1, removes: false),
        "Unpublish-MeshFederation" => UndoAsync(0, removes: true),
        _ => throw new ArgumentException(command, nameof(command)),
    };

    private async Task DiscoverAsync()
    {
        await foreach (var found in new ClusterDiscovery(clusters[0].Kubeconfig, new())
            .ReadAsync([.. clusters.Select(cluster => new DiscoveryTarget(cluster.Context, cluster.Name))], Ct))
        {
            if (found.Failure is not null) throw found.Failure;
        }
    }

    private async Task ServicesAsync()
    {
        await foreach (var read in new LiveServices(new()).ReadAsync(clusters, Ct))
        {
            if (read.Failure is not null) throw read.Failure;
        }
    }

    private async Task<MeshPlan> CompareAsync(int toTwo, bool prune)
    {
        var comparison = await Declared.CompareAsync(new ComparisonOptions { Prune = prune, Force = true }, Declared.Split(toTwo));
        if (comparison.Failures.Count > 0) throw comparison.Failures[0];
        _notes.AddRange(comparison.Notes);
        return comparison.Plan;
    }

    private async Task FederationsAsync()
    {
        await foreach (var read in new FederationReader().ReadAsync(clusters, Ct))
        {
            if (read.Failure is not null) throw read.Failure;
            _notes.AddRange(read.Notes);
        }
    }

    private async Task CheckAsync()
    {
        var checker = new LiveChecker(16, new(TimeSpan.FromMinutes(1), isAsked: false)) { ReadsAuthorities = true };
        Read(await checker.ReadAsync(clusters, Ct));
        var read = await checker.ReadAsync(scene.Federation, [Declared.Split(50)], AddressPool.Parse(AddressPool.DefaultRange), Ct);
        Read(read.Clusters);
        await CompareAsync(50, prune: false);
    }

    private async Task AccessAsync() => Read((await new LiveChecker(16, new(TimeSpan.FromMinutes(1), isAsked: false)).ReadAsync(
        scene.Federation, [Declared.Split(50)], AddressPool.Parse(AddressPool.DefaultRange), Ct)).Clusters);

    private async Task LiveAsync() => Read(await new LiveChecker(16, new(TimeSpan.FromMinutes(1), isAsked: false)).ReadAsync(clusters, Ct));

    private async Task PublishAsync()
    {
        foreach (var split in new[] { 75, 50 }) await PublishAsync(await CompareAsync(split, prune: true), removes: false);
    }

    private async Task UndoAsync(int revision, bool removes)
    {
        var history = await FederationHistory.ReadAsync(scene.Federation, clusters, null, Ct);
        var wanted = revision == 0 ? (IReadOnlyList<MeshManifest>)[] : await history.ObjectsOfAsync(history.Target(revision), Ct);
        var comparison =
            await new FederationComparer(new() { Prune = true }).CompareAsync(scene.Federation, history.Clusters, wanted, null, Ct);
        if (comparison.Failures.Count > 0) throw comparison.Failures[0];
        _notes.AddRange(comparison.Notes);
        await PublishAsync(comparison.Plan, removes);
    }

    private async Task PublishAsync(MeshPlan plan, bool removes)
    {
        var options =
            new PublisherOptions { Removes = removes, SettleTimeout = TimeSpan.FromSeconds(5), SettleTime = TimeSpan.FromMilliseconds(1) };
        await using var session = await PublishingSession.OpenAsync(scene.Federation, plan.Cluster, options, Note, null, Ct);
        var (now, moved) = await session.RefreshAsync(plan, Ct);
        Assert.Empty(moved);
        if ((await session.PublishAsync(plan, now, Nothing, Ct)).Error is { } error) throw error;
    }

    private ComparisonScene Declared => scene.With(clusters[0]).With(clusters[1]);

    private void Read(IEnumerable<CheckedCluster> read)
    {
        foreach (var unread in read.SelectMany(cluster => cluster.Unread)) _notes.Add(unread.ToString());
    }

    private void Note(PublishingEvent happened)
    {
        if (happened is PublishingNote { IsWarning: true } note)
        {
            lock (_notes) _notes.Add(note.Text);
        }

        if (happened is ChangeReported { Error: { } error }) throw new MeshException(error.ErrorId, error.Kind, error.Message, "", null);
    }
}
