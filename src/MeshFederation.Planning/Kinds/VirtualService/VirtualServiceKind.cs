using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Kinds.WorkloadEntry;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.VirtualService;

/// <summary>VirtualServices: the routes of client clusters.</summary>
internal sealed class VirtualServiceKind : ObjectKind
{
    /// <summary>A client cluster's VirtualService.</summary>
    public static readonly PublishingStep Step = new("VirtualService", PublishingPhase.Routes, 60);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly VirtualServiceKind Instance = new();

    private VirtualServiceKind()
        : base(ReadKind.VirtualService.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Routes, PublishingWave.RoutesRemoved)];

    internal override IReadOnlyList<string> Subjects(UnstructuredMap spec) =>
        [.. from host in Hosts(spec) from gateway in Gateways(spec) select $"{host} at {gateway}"];

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) => spec.List("hosts").OfType<string>();

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        if (VirtualServiceConflict.Of(wanted, there.SameHost(wanted), there.Cluster) is { } obstacle) yield return obstacle;
        foreach (var beside in SplitConflict.Of(wanted, live, there)) yield return beside;
    }

    /// <summary>The routes of a waypoint whose shares are those of connections again: they would lead to what is no longer kept.</summary>
    internal override MeshManifest? Ending(MeshManifest unwanted, IReadOnlyList<MeshManifest> wanted) =>
        WorkloadEntryKind.Plain(wanted, unwanted.Namespace, unwanted.Name);

    /// <summary>Sidecars are meant where no gateway is named (istio networking/v1 VirtualService.gateways).</summary>
    private static IEnumerable<string> Gateways(UnstructuredMap spec) =>
        spec.List("gateways") is { Count: > 0 } gateways ? gateways.OfType<string>() : [MeshMatch.MeshGatewayName];
}
