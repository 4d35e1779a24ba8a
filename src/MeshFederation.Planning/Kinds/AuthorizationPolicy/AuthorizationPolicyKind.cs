using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// AuthorizationPolicies: whom the pods of serving clusters let in. They are in place, and proxies have them, before anything is opened
/// that they guard, and go when nothing of it can be called any more.
/// </summary>
internal sealed class AuthorizationPolicyKind : ObjectKind
{
    /// <summary>A serving cluster's AuthorizationPolicy.</summary>
    public static readonly PublishingStep Step = new("AuthorizationPolicy", PublishingPhase.Serving, -10);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly AuthorizationPolicyKind Instance = new();

    private AuthorizationPolicyKind()
        : base(ReadKind.AuthorizationPolicy.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Guarding, PublishingWave.Unguarding)];

    public override bool IsGuard => true;

    internal override bool IsShared => true;

    internal override UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            AuthorizationPolicyTransition.Of(before, wanted);

    /// <summary>Several policies of the same pods each have their own say, so none takes another's place.</summary>
    internal override IReadOnlyList<string> Subjects(UnstructuredMap spec) => [];

    internal override string About(MeshManifest manifest, string clusterDomain) => Guarded.Of(manifest.Spec).ToString();

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        AuthorizationPolicyConflict.Of(wanted, live, there);
}
