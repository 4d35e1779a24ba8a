using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>What an istiod knows of a cluster when it makes one type of configuration for one proxy, read as Istio reads it.</summary>
internal sealed class ModelSnapshot(IReadOnlyList<KindState> kinds)
{
    private const string Root = "istio-system";

    public KindState Rules => kinds[0];

    public KindState Filters => kinds[1];

    public KindState Gateways => kinds[2];

    public KindState Entries => kinds[3];

    public KindState Routes => kinds[4];

    /// <summary>The ServiceEntry that counts for a host: usually the oldest; with a Sidecar of the callers it may be another one.</summary>
    public ModelObject? Entry(string host, string caller, bool newest) => Counting(Entries, host, caller, newest);

    /// <summary>The VirtualService that counts for a host.</summary>
    public ModelObject? Route(string host, string caller, bool newest) => Counting(Routes, host, caller, newest);

    /// <summary>
    /// The DestinationRules that count together for a host, the oldest first: those of the callers' namespace, else of the service's, else
    /// of the root namespace (istio pilot/pkg/model/push_context.go destinationRule).
    /// </summary>
    public IReadOnlyList<ModelObject> RulesFor(string host, string caller, string? home)
    {
        foreach (var place in new[] { caller, home, Root })
        {
            var rules = Rules.ByHost[host].Where(rule => rule.Namespace == place && (place == caller || rule.IsSeenFrom(caller))).ToList();
            if (rules.Count > 0) return rules;
        }

        return [];
    }

    /// <summary>The SNI that is sent to a subset: of the merged rules the oldest subset of a name and the oldest policy count.</summary>
    public static string Sni(IReadOnlyList<ModelObject> rules, string host, string subset, long port)
    {
        var own =
            rules.SelectMany(rule => rule.Spec.Maps("subsets")).FirstOrDefault(known => known.Text("name") == subset)?.Map("trafficPolicy");
        var all = rules.Select(rule => rule.Spec.Map("trafficPolicy")).FirstOrDefault(policy => policy is not null);
        return SniOf(own, port) ?? (HasTls(own) ? null : SniOf(all, port)) ?? $"outbound_.{port}_.{subset}_.{host}";
    }

    public static IEnumerable<string> Subsets(IEnumerable<ModelObject> rules) =>
        rules.SelectMany(rule => rule.Spec.Maps("subsets")).Select(subset => subset.Text("name")!);

    private static bool HasTls(UnstructuredMap? policy) => policy?.Map("tls") is not null || policy?.List("portLevelSettings").Count > 0;

    /// <summary>A port's own settings take the place of all others.</summary>
    private static string? SniOf(UnstructuredMap? policy, long port)
    {
        if (policy is null) return null;
        var own = policy.Maps("portLevelSettings").FirstOrDefault(entry => entry.Map("port")!.Number("number") == port);
        return (own ?? policy).Map("tls")?.Text("sni");
    }

    private static ModelObject? Counting(KindState state, string host, string caller, bool newest)
    {
        var seen = state.ByHost[host].Where(item => item.IsSeenFrom(caller));
        return newest ? seen.LastOrDefault() : seen.FirstOrDefault();
    }
}
