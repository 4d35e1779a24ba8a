using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>Gateways: the hosts that serving clusters let other clusters call.</summary>
internal sealed class GatewayKind : ObjectKind
{
    /// <summary>A serving cluster's Gateway.</summary>
    public static readonly PublishingStep Step = new("Gateway", PublishingPhase.Serving, 20);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly GatewayKind Instance = new();

    private GatewayKind()
        : base(ReadKind.Gateway.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Serving, PublishingWave.ServingTrimmed)];

    public override bool IsAtGateway => true;

    /// <summary>
    /// Of two Gateways with the same hosts on one workload Envoy refuses the listener and keeps what it has, until one of them goes.
    /// </summary>
    protected override PublishingWave? WhenMoved => PublishingWave.ServingMoved;

    internal override UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            GatewayTransition.Of(before, wanted);

    internal override IReadOnlyList<string> Subjects(UnstructuredMap spec) => [CanonicalJson.Write(spec.Map("selector"))];

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) =>
        spec.Maps("servers").SelectMany(server => server.List("hosts")).OfType<string>();

    /// <summary>Gateways share hosts as long as their workloads differ, which <see cref="GatewayOverlap"/> looks at.</summary>
    internal override IEnumerable<string> SoleHosts(MeshManifest manifest, string clusterDomain) => [];

    internal override bool MayBeForAll(IReadOnlyList<string> services) =>
        services.Count == 0 || services.Contains("", StringComparer.Ordinal);

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        "the gateway of " + CanonicalJson.Write(manifest.Spec.Map("selector"));

    internal override ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        var overlap = GatewayOverlap.Of(wanted, there.Live, there.Federation);
        var covering = overlap.Covering(wanted);
        if (covering.Count == 0) return overlap.InTheWay(wanted) is { } obstacle ? ComparedObject.InTheWay(wanted, live, [obstacle]) : null;
        if (live is null || !live.IsOf(there.Federation)) return ComparedObject.NotNeeded(wanted, GatewayReuse.Instead(covering));
        return there.Prunes
            ? ComparedObject.Removed(live with { Step = wanted.Step }, GatewayReuse.Superseded(covering))
            : ComparedObject.InTheWay(wanted, live, [GatewayReuse.Twice(live, covering)]);
    }
}
