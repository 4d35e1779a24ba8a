using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>The life of an object that is asked for beside a service: planned, published, changed by somebody, undone, removed.</summary>
/// <param name="scene">Two clusters.</param>
/// <param name="kind">The kind of the object.</param>
internal sealed class KindLife(PublishingScene scene, ObjectKind kind)
{
    private const string Cluster = "cluster2";

    private string Name => "asked-" + scene.Federation;

    /// <summary>Goes through all of it.</summary>
    /// <param name="first">What the object says.</param>
    /// <param name="second">What it says later.</param>
    public async Task LiveAsync(string first, string second)
    {
        // Other tests guard pods of the same server.
        (first, second) = (first.Replace("app: a", "app: " + Name, StringComparison.Ordinal),
            second.Replace("app: a", "app: " + Name, StringComparison.Ordinal));
        var plan = await PlanAsync(first);
        var made = Assert.Single(plan.Changes, change => change.Kind == kind.Name && change.Name == Name);
        Assert.Equal((ChangeAction.Create, Cluster, kind.Steps[0].Step), (made.Action, made.Cluster, made.Step));
        Assert.Equal(plan.Changes.Select(Text), PlanReader.Read("plan", PlanWriter.Write(plan)).Changes.Select(Text));
        await scene.PublishAsync(plan);
        Assert.False((await PlanAsync(first)).HasChanges);
        Assert.Contains((await StatusAsync()).Manifest, item => item.Kind == kind.Name && item.Name == Name && item.Step == kind.Steps[0].Step);
        Assert.Empty((await StatusAsync()).Drift);

        await ApplyAsync("kubectl-edit", second);
        Assert.Equal([$"Update {kind.Name}"], (await StatusAsync()).Drift.Select(change => $"{change.Action} {change.Kind}"));
        Assert.Contains(
            "-Force",
            Assert.Single((await PlanAsync(first)).Changes, change => change.Action == ChangeAction.Conflict).Message,
            StringComparison.Ordinal);
        await scene.PublishAsync(await PlanAsync(first, new() { Force = true }));
        Assert.Equal(Spec(first), await SpecAsync());

        await scene.PublishAsync(await PlanAsync(second));
        Assert.Equal(Spec(second), await SpecAsync());
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(null));
        Assert.Equal(Spec(first), await SpecAsync());

        Assert.Equal(1, (await PlanAsync(null)).Unwanted);
        var pruned = await PlanAsync(null, new() { Prune = true });
        Assert.Equal(
            [$"Delete {kind.Name}"],
            pruned.Changes.Where(change => change.Action != ChangeAction.Unchanged).Select(change => $"{change.Action} {change.Kind}"));
        await scene.PublishAsync(pruned);
        Assert.Null(await SpecAsync());

        await scene.PublishAsync(await scene.PlanOfRevisionAsync(null));
        Assert.Equal(Spec(first), await SpecAsync());
        await scene.PublishAsync(await scene.PlanOfRevisionAsync(0), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
    }

    public async Task<MeshPlan> PlanAsync(string? spec, ComparisonOptions? options = null)
    {
        AskedObject[] asked = spec is null ? [] : [new(Cluster, kind, "default", Name, Map(spec))];
        var pool = AddressPool.Parse(AddressPool.DefaultRange);
        var comparison = await new FederationComparer(options ?? new())
            .CompareAsync(scene.Federation, [scene.Declared.Split(75)], asked, pool, PublishingScene.Ct);
        Assert.Empty(comparison.Failures);
        return comparison.Plan;
    }

    public async Task<string?> SpecAsync() =>
        await scene.Declared.Api(Cluster).GetAsync(Resource(), "default", Name, PublishingScene.Ct) is { } item
            ? CanonicalJson.Write(item.Map("spec"))
            : null;

    public static string Spec(string yaml) => CanonicalJson.Write(Map(yaml));

    private static UnstructuredMap Map(string yaml) => YamlReader.ReadText("kind: X\nspec: " + yaml, "test")[0].Content.Map("spec")!;

    private static string Text(MeshChange change) => $"{change} {change.Step} {string.Join(' ', change.Stage)}";

    private Clusters.Api.ResourceKind Resource() =>
        Clusters.Api.ResourceKinds.Of(kind.ApiVersion(scene.Declared.Two.IstioVersion), kind.Name);

    private Task ApplyAsync(string manager, string spec) => scene.Declared.ApplyAsync(
        Cluster,
        manager,
        $"{{apiVersion: {kind.ApiVersion(scene.Declared.Two.IstioVersion)}, kind: {kind.Name}, metadata: {{name: {Name}, namespace: "
        + $"default}}, spec: {spec}}}",
        force: true);

    private async Task<MeshFederationStatus> StatusAsync()
    {
        var found = new List<MeshFederationStatus>();
        await foreach (var read in new FederationReader().ReadAsync(scene.Clusters, PublishingScene.Ct))
        {
            Assert.Null(read.Failure);
            found.AddRange(read.Status.Where(status => status.Name == scene.Federation && status.Cluster == Cluster));
        }

        return Assert.Single(found);
    }
}
