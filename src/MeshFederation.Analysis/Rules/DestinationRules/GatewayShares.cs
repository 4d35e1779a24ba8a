using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>
/// The shares of regions in which gateways of other clusters are, and the outlier detection that holds beside them. Kubernetes takes away
/// pods that are not ready; the address of a gateway that is dead only outlier detection does.
/// </summary>
/// <param name="Way">The way to a gateway.</param>
/// <param name="Locality">The setting.</param>
/// <param name="Outliers">The outlier detection, inherited or not; null where none holds.</param>
internal sealed record GatewayShares(GatewayCall Way, UnstructuredMap Locality, UnstructuredMap? Outliers)
{
    /// <summary>The field that says the shares.</summary>
    public const string Field = LocalitySettings.Shares;

    /// <summary>Those of a federation, one for each way.</summary>
    public static IEnumerable<GatewayShares> Of(FederationView federation)
    {
        foreach (var way in federation.Ways)
        {
            if (way.Rule is not { } rule) continue;
            var policy = TrafficPolicies.Effective(rule, way.Subset, way.Port.Number);
            if (policy?.Map("loadBalancer")?.Map(MeshConfigWords.Localities) is not { } locality || !locality.Says(Field)) continue;
            if (LocalitySettings.IsOff(locality)) continue;
            yield return new(way, locality, policy.Map("outlierDetection"));
        }
    }

    /// <summary>The DestinationRule in which a part of the policy stands.</summary>
    public MeshManifest From(string part) => CountingBlock.Of(Way.Rule!, Way.Subset, Way.Port.Number, part).Manifest;
}
