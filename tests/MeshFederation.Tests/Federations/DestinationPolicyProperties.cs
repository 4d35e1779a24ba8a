using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Kinds.DestinationRule;

namespace MeshFederation.Tests.Federations;

/// <summary>Whatever is chosen for destinations, it holds where it was chosen for, and nowhere else.</summary>
public sealed class DestinationPolicyProperties
{
    private const int Federations = 100;

    [Fact]
    public void No_order_of_declarations_and_no_way_to_divide_policies_among_them_changes_a_byte() =>
        Gen.Select(DestinationPolicyGen.Services(4, 6), Gen.Int).Sample(
            (services, seed) =>
            {
                var parts = services.SelectMany(Divided).ToArray();
                new Random(seed).Shuffle(parts);
                Assert.Equal(Yaml(services), Yaml(parts));
            },
            iter: 50);

    [Fact]
    public void Analysis_finds_no_error_and_no_policy_that_a_port_takes_away() =>
        DestinationPolicyGen.Services(4, 5).Sample(
            services =>
            {
                var federation = Create(services);
                var view = new FederationView(FederationPlanner.Plan(federation), federation.Services);
                Assert.DoesNotContain(FederationAnalysis.Run(view), finding => finding.Severity == FindingSeverity.Error);
                Assert.Empty(RuleCatalog.Find("MF3017")!.Evaluate(view));
                Assert.Empty(RuleCatalog.Find("MF3052")!.Evaluate(view));
            },
            iter: 50);

    [Fact]
    public void Each_host_subset_and_port_has_the_most_specific_policy_of_each_kind()
    {
        var policies = 0;
        DestinationPolicyGen.Services(4, 4).Sample(
            services =>
            {
                Interlocked.Add(ref policies, services.Sum(service => service.Policy.Count));
                var federation = Create(services);
                var rules = FederationPlanner.Plan(federation).Where(item => item.Kind == "DestinationRule")
                    .Where(item => !item.Spec.ContainsKey("exportTo") || item.Spec.List("exportTo")[0] is not ".")
                    .ToDictionary(item => (item.Cluster, item.Spec.Text("host")!), item => item);
                foreach (var service in federation.Services)
                {
                    foreach (var client in service.ClientCluster) CheckClient(service, client, rules);
                }
            },
            iter: Federations);
        Assert.True(policies > Federations, "there are hardly any policies");
    }

    private static void CheckClient(MeshService service, MeshCluster client, Dictionary<(string, string), MeshManifest> rules)
    {
        foreach (var instance in service.Instance)
        {
            var server = instance.Cluster.Name;
            var call = new RemoteCall(service, client, instance);
            var isLocal = server == client.Name;
            rules.TryGetValue((client.Name, isLocal ? Hosts.Local(service, client) : call.Host), out var rule);
            foreach (var subset in Subsets.Named(service, server).Prepend(LabelSet.Empty))
            {
                foreach (var port in service.Port)
                {
                    var number = isLocal ? instance.NumberOf(port) : call.PortNumber(port);
                    Check(service, new(server, subset), rule, number, isLocal ? "" : "2s", "");
                }
            }
        }

        foreach (var host in FallbackHost.In(service, client))
        {
            foreach (var port in service.Port)
                Check(service, host.Places[0], rules[(client.Name, host.Host)], host.NumberOf(port), "2s", "10s", isSubset: false);
        }
    }

    private static void Check(
        MeshService service, MeshFallback place, MeshManifest? rule, int port, string wait, string ejection, bool isSubset = true)
    {
        var merged = rule is null ? null : new MergedRule(rule, rule.Spec.Text("host")!);
        var subset = isSubset && place.Subset.Count > 0 ? merged!.Subset(place.SubsetName) : null;
        var policy = TrafficPolicies.Effective(merged, subset, port);
        Assert.Equal(
            Wanted<MeshOutlierDetection>(service, place, chosen => $"{chosen.BaseEjectionTime!.Value.TotalSeconds}s") ?? ejection,
            policy?.Map("outlierDetection")?.Text("baseEjectionTime") ?? "");
        Assert.Equal(
            Wanted<MeshConnectionPool>(service, place, chosen => $"{chosen.ConnectTimeout!.Value.TotalSeconds}s") ?? wait,
            policy?.Map("connectionPool")?.Map("tcp")?.Text("connectTimeout") ?? "");
        Assert.Equal(
            Wanted<MeshLoadBalancer>(service, place, chosen => chosen.Algorithm switch
            {
                LoadBalancerAlgorithm.RoundRobin => "ROUND_ROBIN",
                LoadBalancerAlgorithm.Random => "RANDOM",
                _ => "LEAST",
            }) ?? "",
            policy?.Map("loadBalancer")?.Text("simple")?.Replace("_REQUEST", "", StringComparison.Ordinal)
                .Replace("_CONN", "", StringComparison.Ordinal) ?? "");
    }

    private static string? Wanted<T>(MeshService service, MeshFallback place, Func<T, string> text)
        where T : MeshPolicy
    {
        var chosen = service.Policy.OfType<T>().ToDictionary(policy => policy.Scope.ToString()!, StringComparer.Ordinal);
        string[] scopes = [place.ToString(), place.Cluster, "everything"];
        return Array.Find(scopes, chosen.ContainsKey) is { } scope ? text(chosen[scope]) : null;
    }

    /// <summary>A declaration for each policy, and one for all else.</summary>
    private static IEnumerable<MeshService> Divided(MeshService service) =>
        service.Policy.Select(policy => service with { Policy = [policy] }).Prepend(service with { Policy = [] });

    private static Federation Create(IReadOnlyList<MeshService> services) =>
        Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));

    private static string Yaml(IReadOnlyList<MeshService> services) =>
        string.Concat(FederationPlanner.Plan(Create(services)).Select(manifest => $"# {manifest.Cluster}\n{manifest.ToYaml()}"));
}
