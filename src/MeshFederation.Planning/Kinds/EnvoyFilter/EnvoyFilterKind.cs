using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.EnvoyFilter;

/// <summary>EnvoyFilters: how old gateways turn the hosts of other clusters into their own.</summary>
internal sealed class EnvoyFilterKind : ObjectKind
{
    /// <summary>A serving cluster's EnvoyFilter.</summary>
    public static readonly PublishingStep Step = new("EnvoyFilter", PublishingPhase.Serving, 10);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly EnvoyFilterKind Instance = new();

    private EnvoyFilterKind()
        : base(ReadKind.EnvoyFilter.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Serving, PublishingWave.ServingTrimmed)];

    public override bool IsAtGateway => true;

    internal override UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            EnvoyFilterTransition.Of(before, wanted);

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        "the workloads of " + CanonicalJson.Write(manifest.Spec.Map("workloadSelector")?.Map("labels"));
}
