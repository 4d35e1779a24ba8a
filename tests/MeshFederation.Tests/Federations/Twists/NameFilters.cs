using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>EnvoyFilters that rewrite names at gateways, of old and new form, for all proxies or those of some versions.</summary>
internal sealed class NameFilters : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var cluster = dice.Of(service.Cluster);
        var rewrite = Map(
            ("cluster_pattern", dice.Of("\\.global$", $"\\.{cluster.Name}\\.{service.HostSuffix}$", "nothing")),
            ("cluster_replacement", dice.Of(".svc.cluster.local", ".cluster.local", "")));
        var typed = rewrite.Changed(
            "@type", "type.googleapis.com/istio.envoy.config.filter.network.tcp_cluster_rewrite.v2alpha1.TcpClusterRewrite");
        world.Add(cluster.Name, ReadKind.EnvoyFilter, dice.Of("istio-system", "istio-system", service.Namespace), "names", Map(
            ("workloadSelector", dice.OneIn(3) ? null : Map(("labels", UnstructuredMap.Of(cluster.Gateway.Selector)))),
            ("configPatches", List(Map(
                ("applyTo", "NETWORK_FILTER"),
                ("match", Map(
                    ("context", dice.Of("GATEWAY", "GATEWAY", "SIDECAR_OUTBOUND")),
                    ("proxy", dice.OneIn(2) ? Map(("proxyVersion", dice.Of("^1\\.8.*", "^1\\.[4-9].*", "^1\\.30.*"))) : null),
                    ("listener", Map(
                        ("portNumber", dice.Of((long)cluster.Gateway.TargetPort, 15443L)),
                        ("filterChain", Map(("filter", Map(("name", "envoy.filters.network.sni_cluster"))))))))),
                ("patch", Map(
                    ("operation", dice.Of("INSERT_AFTER", "INSERT_BEFORE")),
                    ("value", Map(
                        ("name", "envoy.filters.network.tcp_cluster_rewrite"),
                        dice.OneIn(2) ? ("config", rewrite) : ("typed_config", typed))))))))));
    }
}
