using CsCheck;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A random federation and what becomes of it: the same number gives the same one.</summary>
/// <param name="Kind">What becomes of it, in words.</param>
/// <param name="Before">The objects before.</param>
/// <param name="After">The objects that are wanted.</param>
/// <param name="Clusters">The clusters as they are and as they will be.</param>
/// <param name="Changes">The plan.</param>
internal sealed record StagedScenario(
    string Kind,
    IReadOnlyList<MeshManifest> Before,
    IReadOnlyList<MeshManifest> After,
    IReadOnlyList<MeshCluster> Clusters,
    IReadOnlyList<MeshChange> Changes)
{
    private static readonly string[] Kinds =
    [
        "change", "change", "first publish", "removal", "without prune", "into the services' namespaces", "back into Istio's namespace",
        "under other names", "routes under other names",
        "seen by fewer", "seen by more", "another gateway", "the same gateway from another namespace", "the same gateway at another port",
    ];

    public static int KindCount => Kinds.Length;

    public static StagedScenario Of(int number)
    {
        var kind = Kinds[number % Kinds.Length];
        var (before, after) = FederationGen.Changes(3, 4).Generate(new PCG(1, (ulong)number), null, out _);
        (before, after) = (Listening(before), Listening(after));
        var clusters = ClustersOf(before).ToList();
        if (kind.Contains("gateway", StringComparison.Ordinal))
        {
            after = [.. after.Select(service => FederationGen.Plannable(
                Rehomed(service, cluster => WithOtherGateway(clusters.Find(known => known.Name == cluster.Name) ?? cluster, kind))))];
        }
        var (old, wanted) = (Plan(before), Plan(after));
        (old, wanted) = kind switch
        {
            "first publish" => ([], wanted),
            "removal" => (old, []),
            "into the services' namespaces" => (old, Moved(wanted, InServiceNamespace)),
            "back into Istio's namespace" => (Moved(old, InServiceNamespace), wanted),
            "under other names" => (old, Moved(wanted, manifest => (manifest.Namespace, manifest.Name + "-new"))),
            "routes under other names" =>
                (old, [.. wanted.Select(
                    manifest => manifest.Kind == "VirtualService" ? Placed(manifest, "shop", manifest.Name + "-new") : manifest)]),
            "seen by fewer" => (old, Exported(wanted)),
            "seen by more" => (Exported(old), wanted),
            _ => (old, wanted),
        };
        var changes = SimulatedPlan.Between(old, wanted);
        if (kind != "without prune") return new(kind, old, wanted, [.. clusters, .. ClustersOf(after)], changes);
        var gone = changes.Where(change => change.Action == ChangeAction.Delete).ToLookup(change => IsMoved(change, wanted));
        var (moved, staying) = (gone[true].ToList(), gone[false].ToList());
        var done = SparedContent.Of([.. changes.Where(change => change.Action != ChangeAction.Delete)], moved, staying);
        var end = done.Select(change => change.Wanted!).Concat(staying.Select(change => change.Live!));
        return new(
            kind,
            old,
            [.. done.Concat(staying).Zip(end, (change, content) => new MeshManifest(change.Cluster, content))],
            [.. clusters, .. ClustersOf(after)],
            [.. done, .. moved]);
    }

    /// <summary>What a comparison removes even where nothing is pruned.</summary>
    private static bool IsMoved(MeshChange gone, IReadOnlyList<MeshManifest> wanted)
    {
        var live = new LiveCluster(new(gone.Cluster, gone.Cluster), [new(gone.Cluster, gone.Live!)]);
        return new ClusterComparer(live, new("random"))
            .Compare([.. wanted.Where(manifest => manifest.Cluster == gone.Cluster)]).Moved.Count > 0;
    }

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange)));

    private static IEnumerable<MeshCluster> ClustersOf(IEnumerable<MeshService> services) =>
        services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).DistinctBy(cluster => cluster.Name);

    private static MeshService Rehomed(MeshService service, Func<MeshCluster, MeshCluster> home) => service with
    {
        Instance = service.Instance.Select(instance => instance with { Cluster = home(instance.Cluster) }).ToValueList(),
        ClientCluster = service.ClientCluster.Select(home).ToValueList(),
    };

    /// <summary>
    /// A gateway listens at another port only where that is what changes: no publish turns to EnvoyFilters and moves their gateway at once.
    /// </summary>
    private static IReadOnlyList<MeshService> Listening(IReadOnlyList<MeshService> services) =>
        [.. services.Select(service =>
            Rehomed(service, cluster => cluster with { Gateway = cluster.Gateway with { TargetPort = MeshGateway.UsualPort } }))];

    /// <summary>
    /// Another gateway has other pods, in another namespace, and an address of its own; the same one is only looked at elsewhere, or called
    /// otherwise.
    /// </summary>
    private static MeshCluster WithOtherGateway(MeshCluster cluster, string kind) => cluster with
    {
        Gateway = kind switch
        {
            "another gateway" => new()
            {
                Address = ["198.51.100.7"],
                Namespace = "ingress",
                Selector = LabelSet.Create("istio", "newgateway"),
                Port = 15443
            },
            "the same gateway at another port" => cluster.Gateway with { Port = 443, TargetPort = 8443 },
            _ => cluster.Gateway with { Namespace = "ingress" },
        },
    };

    private static IReadOnlyList<MeshManifest> Moved(
        IReadOnlyList<MeshManifest> manifests, Func<MeshManifest, (string Namespace, string Name)> place) =>
            [.. manifests.Select(
                manifest => IsRemote(manifest) ? Placed(manifest, place(manifest).Namespace, place(manifest).Name) : manifest)];

    private static (string Namespace, string Name) InServiceNamespace(MeshManifest manifest) =>
        (manifest.Name.Split('.')[1], manifest.Name);

    private static MeshManifest Placed(MeshManifest manifest, string @namespace, string name) =>
        new(
            manifest.Cluster,
            manifest.Content.With("metadata", manifest.Metadata.With("namespace", @namespace).With("name", name)))
        { Step = manifest.Step };

    private static IReadOnlyList<MeshManifest> Exported(IReadOnlyList<MeshManifest> manifests) =>
        [.. manifests.Select(manifest => manifest.Kind == "VirtualService" || IsRemote(manifest)
            ? new MeshManifest(
                manifest.Cluster,
                manifest.Content.With("spec", manifest.Spec.With("exportTo", UnstructuredList.Of("default", "istio-system"))))
            {
                Step = manifest.Step
            }
            : manifest)];

    private static bool IsRemote(MeshManifest manifest) => manifest.Step.Name is "ServiceEntry" or "RemoteSubsets";
}
