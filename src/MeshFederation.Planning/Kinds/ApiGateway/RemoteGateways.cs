using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.ApiGateway;

/// <summary>Gateways of others for a network that the federation has one for: callers use one of them, and nothing says which.</summary>
internal static class RemoteGateways
{
    public static IEnumerable<Obstacle> Obstacles(MeshManifest wanted, Surroundings there) => there.Live
        .OfKind(ApiGatewayKind.Instance.Type)
        .Where(item => GatewayApi.IsRemote(item) && item.NamespacedName != wanted.NamespacedName && !item.IsOf(there.Federation))
        .Where(item => TunnelGateways.NetworkOf(item) == TunnelGateways.NetworkOf(wanted))
        .Select(item => Second(item, there.Federation));

    private static Obstacle Second(MeshManifest other, string federation) => new(
        $"{other} stands for the network '{TunnelGateways.NetworkOf(other)}' already. Of two Gateways of one network callers use one, "
        + "whichever istiod takes, so -Force does not help.",
        Ownership.OtherFederation(other, federation) is { } another
            ?
            [
                $"To have both federations call through it, publish them as one, under the name '{another}'.",
                $"To have it in this federation, remove the other one: Unpublish-MeshFederation -Name {another}.",
            ]
            :
            [
                $"To have the federation make it, remove it: kubectl delete {ApiGatewayKind.Instance.Argument} {other.Name} --namespace "
                + $"{other.Namespace}.",
                "To keep it, leave the cluster of that network out of the federation.",
            ]);
}
