using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>Words for Gateways of others that pass all hosts of ours.</summary>
internal static class GatewayReuse
{
    public static string Instead(IReadOnlyList<MeshManifest> covering) =>
        $"Its hosts are passed by {Names(covering)} already, which is used instead; none is made.";

    public static string Superseded(IReadOnlyList<MeshManifest> covering) =>
        $"Its hosts are passed by {Names(covering)} as well, which makes Envoy refuse the listener.";

    public static Obstacle Twice(MeshManifest live, IReadOnlyList<MeshManifest> covering) => new(
        $"All hosts of {live} are passed by {Names(covering)} as well. The same host in two servers makes Envoy refuse the whole listener.",
        [
            "To use the other one, publish with -Prune: ours is then removed.",
            $"To keep ours, take the hosts out of {covering[0]}.",
            "To keep the two apart, give the federation another gateway: -GatewaySelector of the cluster.",
        ]);

    private static string Names(IReadOnlyList<MeshManifest> covering) => string.Join(", ", covering.Select(gateway => gateway.ToString()));
}
