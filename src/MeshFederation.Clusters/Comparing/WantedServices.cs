using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Comparing;

/// <summary>The services that there will be, as far as a declaration tells them.</summary>
/// <param name="Known">The services, each once; null where no declaration tells them.</param>
/// <param name="Beside">What objects say otherwise than their declaration, in sentences without full stop.</param>
internal sealed record WantedServices(IReadOnlyList<MeshService>? Known, IReadOnlyList<string> Beside)
{
    /// <summary>Those of the declaration that a plan keeps.</summary>
    public static WantedServices Of(MeshPlan plan) => new(
        plan.Changes.All(change => change.Wanted is null) ? [] : DeclaredServices.Of(plan.Declaration, plan.Cluster),
        PlanDeclaration.Differences(plan, plan));

    /// <summary>Those of the declaration that objects are said to be of; what it says of clusters that have left is passed over.</summary>
    public static WantedServices Of(
        string federation, IReadOnlyCollection<MeshCluster> clusters, IReadOnlyList<MeshManifest> wanted, UnstructuredMap? declaration) =>
            new(
                wanted.Count == 0 ? [] : DeclaredServices.Of(declaration, clusters),
                PlanDeclaration.Differences(federation, wanted, declaration, clusters));
}
