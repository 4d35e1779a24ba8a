using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>PeerAuthentications of the mesh, of namespaces, and of some pods and ports.</summary>
internal sealed class PeerPorts : Twist
{
    private static readonly string[] Modes = ["STRICT", "PERMISSIVE", "DISABLE", "UNSET"];

    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Cluster(service);
        if (dice.OneIn(3))
            world.Add(cluster, ReadKind.PeerAuthentication, "istio-system", "default", Map(("mtls", Mode(dice))));
        if (dice.OneIn(2))
            world.Add(cluster, ReadKind.PeerAuthentication, service.Namespace, "space", Map(("mtls", dice.Sometimes(Mode(dice)))));
        if (dice.OneIn(3)) return;
        world.Add(cluster, ReadKind.PeerAuthentication, service.Namespace, "ports", Map(
            ("selector", Map(("matchLabels", Map((dice.Of("app", "app", "version"), dice.Of(service.Name, "v1")))))),
            ("mtls", dice.Sometimes(Mode(dice))),
            ("portLevelMtls", Map((FormattableString.Invariant($"{dice.Of(dice.Port(service), 8080L)}"), Mode(dice))))));
    }

    private static UnstructuredMap Mode(Dice dice) => Map(("mode", dice.Of(Modes)));
}
