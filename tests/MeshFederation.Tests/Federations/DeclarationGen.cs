using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Federations;

/// <summary>Random federations in which everything is said that a declaration can say.</summary>
internal static class DeclarationGen
{
    private static readonly string[] Texts =
        ["jason", "a*b", "it's", "", " x ", "yes", "1.30", "a: b # c", "\u2019\u201c\"$(Get-Date)", "line\nbreak\u0007", "\U0001F600", "#"];

    public static Gen<IReadOnlyList<MeshService>> Services =>
        from services in FederationGen.Services(4, 6)
        from seed in Gen.Int[0, int.MaxValue]
        select Enriched(services, new Random(seed));

    private static IReadOnlyList<MeshService> Enriched(IReadOnlyList<MeshService> services, Random random)
    {
        var clusters = services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name).ToDictionary(cluster => cluster.Name, cluster => Enriched(cluster, random));
        var all = clusters.Values.OrderBy(_ => random.Next()).ToList();
        var federation = new MeshFederationDeclaration("shop")
        {
            AddressPool = random.Next(2) == 0 ? null : "240.16.0.0/12",
            Cluster = all.Take(random.Next(all.Count)).ToValueList(),
            ClientCluster = all.Take(random.Next(all.Count)).ToValueList(),
            Namespace = random.Next(2) == 0 ? null : "shop",
            HostSuffix = random.Next(2) == 0 ? null : "mesh",
        };
        return [.. services.Select(service => Enriched(service, clusters, federation, random))
            .OrderBy(service => service.Namespace, StringComparer.Ordinal).ThenBy(service => service.Name, StringComparer.Ordinal)];
    }

    private static MeshCluster Enriched(MeshCluster cluster, Random random) => ClusterDeclaration.Check(cluster with
    {
        Context = random.Next(2) == 0 ? cluster.Name : Texts[random.Next(Texts.Length)] + "@prod",
        DefaultNamespace = random.Next(2) == 0 ? null : "shop",
        Network = random.Next(2) == 0 ? null : "1.30",
        Region = random.Next(2) == 0 ? null : "yes",
        IstioNamespace = random.Next(2) == 0 ? "istio-system" : "istio-2",
        Gateway = cluster.Gateway with
        {
            Namespace = random.Next(2) == 0 ? "istio-system" : "gateways",
            Selector = random.Next(2) == 0 ? cluster.Gateway.Selector : LabelSet.Create([new("app", "yes"), new("example.com/istio", "")]),
        },
        MeshConfig = cluster.MeshConfig with
        {
            DiscoverySelector = random.Next(3) != 0 || cluster.IstioVersion < new IstioVersion(1, 10, 0)
                ? []
                : [SelectorSyntax.Parse("env in (prod, stage),!legacy,a!=b,c"), new NamespaceSelector([])],
            DefaultServiceExportTo = random.Next(2) == 0 ? [] : ["*"],
            DefaultVirtualServiceExportTo = random.Next(2) == 0 ? [] : [".", "shop"],
            DefaultDestinationRuleExportTo = random.Next(2) == 0 ? [] : ["~"],
            OutboundTrafficPolicy = (OutboundTrafficPolicy)random.Next(2),
            EnableAutoMtls = random.Next(3) switch { 0 => null, 1 => true, _ => false },
            FailoverPriority = random.Next(2) == 0 ? [] : ["topology.istio.io/network", "a=b"],
            FailsOverByLocality = random.Next(2) == 0,
            UpgradesHttp = random.Next(2) == 0,
            GlobalService = random.Next(2) == 0
                ? []
                : [new(SelectorSyntax.Parse("istio.io/global=true"), new([])), new(new([]), SelectorSyntax.Parse("env in (prod, stage)"))],
        },
    });

    private static MeshService Enriched(
        MeshService service, Dictionary<string, MeshCluster> clusters, MeshFederationDeclaration federation, Random random)
    {
        var perCluster = random.Next(2) == 0;
        var labels = random.Next(2) == 0 ? LabelSet.Empty : LabelSet.Create("app", "on");
        var known = service with
        {
            Federation = federation,
            ClientCluster = service.ClientCluster.Select(cluster => clusters[cluster.Name]).ToValueList(),
            Instance = service.Instance.Select(instance => instance with
            {
                Cluster = clusters[instance.Cluster.Name],
                Selector = perCluster ? LabelSet.Create("version", instance.Cluster.Name) : labels,
                TargetPort = perCluster ? PortNumbers.Create([new(service.Port[0].Name, random.Next(1, 65536))]) : PortNumbers.Same,
                NamedTargetPort = random.Next(4) == 0 ? [service.Port[^1].Name] : [],
                OtherPort = random.Next(4) == 0 ? [new MeshPort("http-odd", 7, IstioProtocol.Undeclared)] : [],
                Address = random.Next(3) == 0 ? $"240.0.1.{random.Next(1, 250)}" : null,
            }).ToValueList(),
        };
        return random.Next(2) == 0 ? known : known.WithTrafficSplit(
            [
                new(known.Cluster[0].Name, LabelSet.Create("version", ""), 0),
                new(known.Cluster[0].Name, LabelSet.Empty, 100, known.Port[0].Number),
            ],
            [Match(service, random)]);
    }

    private static MeshMatch Match(MeshService service, Random random)
    {
        var match = new MeshMatch
        {
            SourceNamespace = "edge",
            SourceLabel = LabelSet.Create([new("app", "batch"), new("example.com/app", "off")]),
            Port = random.Next(2) == 0 ? null : service.Port[0].Number,
        };
        return service.Port.All(port => port.Protocol is IstioProtocol.HTTP or IstioProtocol.GRPC or IstioProtocol.Undeclared)
            ? match with { Header = StringMatches.Create([new("x-y", Condition(random)), new("z", new(StringMatchKind.Exact, "on"))]) }
            : match;
    }

    private static StringMatch Condition(Random random) => random.Next(5) switch
    {
        0 => new(StringMatchKind.Absent, ""),
        1 => new(StringMatchKind.Present, ""),
        2 => new(StringMatchKind.Regex, "a*\n'.*"),
        3 => new(StringMatchKind.Prefix, " it's"),
        _ => new(StringMatchKind.Exact, Texts[random.Next(3)]),
    };
}
