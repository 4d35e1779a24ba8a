using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>istiods of one revision or of several, with their mesh configuration, for whoever reads of files what clusters are.</summary>
internal sealed class ControlPlanes : Twist
{
    private static readonly string[] Settings =
    [
        "trustDomain: cluster.local",
        "trustDomain: td1\ntrustDomainAliases: [cluster.local, td2.example]",
        "outboundTrafficPolicy: {mode: REGISTRY_ONLY}",
        "defaultServiceExportTo: ['.']\ndefaultVirtualServiceExportTo: ['.']",
        "defaultDestinationRuleExportTo: ['~']\nenableAutoMtls: false",
        "discoverySelectors: [{matchLabels: {istio-discovery: enabled}}]",
        "defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: 'true'}}",
        "localityLbSetting: {enabled: false}",
    ];

    public override void Add(TwistedWorld world, Dice dice)
    {
        foreach (var cluster in world.Clusters.ConvertAll(cluster => cluster.Name))
        {
            if (dice.OneIn(3)) continue;
            AddPlane(world, cluster, "", dice);
            if (dice.OneIn(3)) AddPlane(world, cluster, "old", dice);
        }
    }

    private static void AddPlane(TwistedWorld world, string cluster, string revision, Dice dice)
    {
        var (end, version) = (revision.Length == 0 ? "" : "-" + revision, dice.Of("1.8.6", "1.16.7", "1.20.3", "1.24.2", "1.30.3"));
        var labels = Map(("app", "istiod"), ("istio.io/rev", revision.Length == 0 ? "default" : revision));
        if (!dice.OneIn(4))
        {
            world.Add(
                cluster, ReadKind.Deployment, "istio-system", "istiod" + end,
                Map(
                    ("selector", Map(("matchLabels", labels))),
                    ("template", Map(
                        ("metadata", Map(("labels", labels))),
                        ("spec", Map(("containers", List(Map(
                            ("name", "discovery"),
                            ("image", "docker.io/istio/pilot:" + version),
                            ("env", List(Map(("name", "REVISION"), ("value", revision.Length == 0 ? "default" : revision)))))))))))),
                labels);
        }

        if (dice.OneIn(3)) return;
        world.Objects.Add(new(cluster, Map(
            ("apiVersion", "v1"),
            ("kind", "ConfigMap"),
            ("metadata", Map(("name", "istio" + end), ("namespace", "istio-system"))),
            ("data", Map(("mesh", dice.Of(Settings) + "\n"))))));
    }
}
