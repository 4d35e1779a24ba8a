using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>The pods of a service, or templates of them, with sidecars or without, and the labels of their namespace.</summary>
internal sealed class Workloads : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Of(service.Cluster).Name;
        if (dice.OneIn(2))
        {
            world.Add(cluster, ReadKind.Namespace, "", service.Namespace, Map(), Map(
                ("istio-injection", dice.Of<string?>(null, "enabled", "disabled")),
                ("istio.io/rev", dice.OneIn(5) ? "old" : null),
                ("topology.istio.io/network", dice.OneIn(5) ? "net2" : null)));
        }

        for (var number = dice.Next(3); number >= 0; number--)
        {
            var name = FormattableString.Invariant($"workload{number}");
            var labels = Labels(service, dice);
            if (dice.OneIn(2))
            {
                world.Add(cluster, ReadKind.Pod, service.Namespace, name, Pod(service, dice), labels);
                continue;
            }

            world.Add(
                cluster, dice.Of(ReadKind.Deployment, ReadKind.StatefulSet, ReadKind.DaemonSet), service.Namespace, name, Map(
                    ("replicas", dice.OneIn(6) ? 0L : null),
                    ("selector", Map(("matchLabels", Map(("app", service.Name))))),
                    ("template", Map(("metadata", Map(("labels", labels))), ("spec", Pod(service, dice))))));
        }
    }

    private static UnstructuredMap Labels(MeshService service, Dice dice) => Map(
        ("app", service.Name),
        ("version", dice.Of<string?>(null, "v1", "v2", "V2_x")),
        ("sidecar.istio.io/inject", dice.Of<string?>(null, null, "true", "false")),
        ("istio.io/rev", dice.OneIn(8) ? "old" : null),
        ("security.istio.io/tlsMode", dice.OneIn(4) ? "istio" : null),
        ("topology.istio.io/network", dice.OneIn(8) ? "net2" : null));

    private static UnstructuredMap Pod(MeshService service, Dice dice) => Map(
        ("serviceAccountName", dice.Sometimes(dice.Of(service.Name, "other"))),
        ("hostNetwork", dice.OneIn(8) ? true : null),
        ("containers", List(
            Map(
                ("name", "app"),
                ("image", "app"),
                ("ports", dice.OneIn(3) ? List(Map(("name", "named"), ("containerPort", 8080L))) : null)),
            dice.OneIn(3) ? Map(("name", "istio-proxy"), ("image", "docker.io/istio/proxyv2:1.30.3")) : null)));
}
