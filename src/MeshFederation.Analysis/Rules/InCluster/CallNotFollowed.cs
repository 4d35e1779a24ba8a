using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What decides over calls and is not followed, so that no rule judges them, is said once for each cause and cluster.</summary>
internal sealed class CallNotFollowed : Rule
{
    public override string Id => "MF9044";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "What objects make of calls is followed, so that these are judged.";

    public override string Recommendation =>
        "Try such calls yourself: they were judged without what this object makes of them. Trace-MeshRequest says of a single one where "
        + "it ends as not known, and with -SourceLabel follows what is for the caller's labels.";

    public override string Source =>
        "pilot/pkg/config/kube/gateway/route_collections.go; pilot/pkg/security/authn/policy_applier.go; "
        + "tools/istio-iptables/pkg/capture/run.go; pilot/pkg/model/push_context.go destinationRule";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            Routes(cluster, report);
            Listeners(cluster, report);
            Pods(cluster, report);
            foreach (var rule in cluster.DestinationRules.All) Chosen(rule, MergedRule.SelectorOf(rule), report);
        }

        foreach (var (rule, policies) in federation.TrafficPolicies)
        {
            foreach (var policy in policies) Wrapped(rule, policy, report);
        }
    }

    private static void Routes(RoutingCluster cluster, Report report)
    {
        foreach (var route in ServiceRoutes.Kinds.Concat(ServiceRoutes.ConnectionKinds).SelectMany(cluster.Of))
        {
            if (ServiceRoutes.TargetsOf(route).FirstOrDefault() is not { } target) continue;
            report.At(
                route, route.Spec, "parentRefs", $"It routes calls of {target}, which are not followed along it.",
                new Cause(ReadKind.HttpRoute));
        }
    }

    private static void Listeners(RoutingCluster cluster, Report report)
    {
        foreach (var sidecar in cluster.Of(ReadKind.Sidecar))
        {
            Chosen(sidecar, SidecarIndex.SelectorOf(sidecar), report);
            if (sidecar.Spec.Maps("egress").FirstOrDefault(SidecarScope.BindsElsewhere) is not { } listener) continue;
            report.At(
                sidecar, listener,
                "The listener takes only what is sent to the address that it binds: calls of hosts at its port pass the sidecar by, and "
                    + "are not followed there.",
                new Cause(ReadKind.Sidecar));
        }
    }

    private static void Pods(RoutingCluster cluster, Report report)
    {
        foreach (var item in cluster.Of(ReadKind.RequestAuthentication).Where(item => item.Spec.List("jwtRules").Count > 0))
        {
            report.At(
                item, item.Spec, "jwtRules",
                "Pods refuse requests with a token that is not valid, and whether one is valid is not known.",
                new Cause(ReadKind.RequestAuthentication));
        }

        foreach (var service in cluster.Services.All)
        {
            if (service is not { IsNodeLocal: true, Manifest: { } manifest }) continue;
            report.At(
                manifest, manifest.Spec, "internalTrafficPolicy",
                "Proxies call the pods on their own node alone, and whether one is there is not known.", new Cause(ReadKind.Service));
        }

        foreach (var (item, annotations, key) in KeptCalls.Of(cluster))
        {
            report.At(
                item, annotations, key, $"The annotation {key} keeps calls from the sidecar, which are not followed past it.",
                new Cause(key));
        }
    }

    private static void Chosen(MeshManifest item, UnstructuredMap? selector, Report report)
    {
        if (selector is not { Count: > 0 } labels) return;
        report.At(
            item, item.Spec, "workloadSelector",
            $"It is for callers with the labels {labels.Describe()} alone, and calls of sidecars are judged without labels.",
            new Cause((item.Kind, "workloadSelector")));
    }

    private static void Wrapped(MeshManifest rule, DestinationRules.TrafficPolicy policy, Report report)
    {
        if (policy.Map.Has("proxyProtocol"))
        {
            report.At(
                rule, policy.Map, "proxyProtocol",
                "Callers send the header of the PROXY protocol first, and whether what answers takes it is not known.",
                new Cause("proxyProtocol"));
        }

        if (policy.IsOfPort || policy.Map.Map("tunnel") is not { } tunnel) return;
        report.At(
            rule, policy.Map, "tunnel",
            $"Connections go on through a tunnel to {tunnel.Text("targetHost")}, in which they are not followed.", new Cause("tunnel"));
    }
}
