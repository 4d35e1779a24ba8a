using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class TlsAgainstPeers : Rule
{
    public override string Id => "MF2021";

    public override string Title => "What a DestinationRule says of TLS is what the pods of its Services take.";

    public override string Recommendation => "Remove trafficPolicy.tls: Istio finds out by itself which Services of the mesh take its TLS.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                var policies = TrafficPolicy.Of(rule).Select(policy => policy.Map.Map("tls")).OfType<UnstructuredMap>().ToList();
                if (policies.Count == 0) continue;
                foreach (var service in Covered(cluster, rule)) Check(cluster, rule, service, policies, report);
            }
        }
    }

    private static IEnumerable<RoutedService> Covered(RoutingCluster cluster, MeshManifest rule)
    {
        var host = cluster.DestinationRules.HostOf(rule);
        var services = HostPattern.IsWildcard(host) ? cluster.Services.All.Where(service => HostPattern.Covers(host, service.Host))
            : cluster.Services.Named(host);
        return services.Where(service => service.IsKubernetes);
    }

    private static void Check(RoutingCluster cluster, MeshManifest rule, RoutedService service, List<UnstructuredMap> policies,
        Report report)
    {
        if (Given(cluster, rule, service) is not { } given) return;
        foreach (var subset in (IEnumerable<RuleSubset?>)[null, .. given.Subsets])
        {
            foreach (var port in service.Ports)
            {
                var decides = TrafficPolicies.Effective(given, subset, port.Number)?.Tls;
                if (decides is null || !policies.Exists(tls => ReferenceEquals(tls, decides))) continue;
                var tls = UpstreamTls.Of(cluster, service, given, subset, port.Number);
                if (Refusal(cluster, service, subset, port, tls) is not { } why) continue;
                report.At(rule, decides, "mode", $"{why}, so connections with mode {decides.Text("mode") ?? "DISABLE"} are refused.",
                    new Cause((rule, service.Namespace)));
                return;
            }
        }
    }

    /// <summary>The merged rule with this one, as the first callers see it that are given it; null when nobody is.</summary>
    private static MergedRule? Given(RoutingCluster cluster, MeshManifest rule, RoutedService service) =>
        ((string[])[Callers.NamespaceOf(rule, cluster.Facts), service.Namespace]).Distinct(StringComparer.Ordinal)
            .Select(space => cluster.DestinationRules.For(MeshCaller.In(space), service))
            .FirstOrDefault(merged => merged?.From.Any(part => ReferenceEquals(part, rule)) is true);

    /// <summary>Why all pods refuse the connections. Where no pod is known, those count that the Service selects, with a sidecar.</summary>
    private static string? Refusal(RoutingCluster cluster, RoutedService service, RuleSubset? subset, RoutedPort port, UpstreamTls tls)
    {
        var pods = cluster.Pods.Select(service, subset?.Labels ?? UnstructuredMap.Empty);
        var known = pods.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads ? pods.Selected : [];
        if (known.Count == 0) return Assumed(cluster, service, port, tls);
        var refusals = known.Select(pod => PodTls.Refusal(cluster, port, tls, pod)).OfType<string>().ToList();
        return refusals.Count == known.Count ? char.ToUpperInvariant(refusals[0][0]) + refusals[0][1..] : null;
    }

    private static string? Assumed(RoutingCluster cluster, RoutedService service, RoutedPort port, UpstreamTls tls)
    {
        var (mode, policy) = cluster.MutualTls.ModeFor(service.Namespace, service.Selector, port.Target is null ? port.Number
            : port.TargetNumber);
        var isMutual = tls.Mode == UpstreamTlsMode.IstioMutual;
        if (mode == MutualTlsMode.Strict && !isMutual)
        {
            return $"The pods of {service.Reference} take the mesh's TLS only, since {policy} is STRICT";
        }

        return mode == MutualTlsMode.Disable && isMutual
            ? $"The pods of {service.Reference} take plain text only, since {policy} turns the mesh's TLS off" : null;
    }
}
