using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The identities that a caller accepts, beside those of the pods that answer behind a gateway.</summary>
/// <param name="Expected">What the caller accepts.</param>
/// <param name="Rule">The DestinationRule that says so; null where it is the ServiceEntry.</param>
/// <param name="Service">The service that is called.</param>
/// <param name="Prefix">What every identity of the pods begins with.</param>
/// <param name="Actual">The identities of the pods; empty when their accounts are not known.</param>
internal sealed record PodIdentities(
    IReadOnlyList<string> Expected, MergedRule? Rule, RoutedService Service, string Prefix, IReadOnlyList<string> Actual)
{
    /// <summary>The object that says what the caller accepts.</summary>
    public string Owner => OwnerOf(Rule, Service);

    /// <summary>Whether the caller accepts some pod, or may accept one where their accounts are not known.</summary>
    public bool AreAccepted
    {
        get
        {
            foreach (var name in Expected)
            {
                if (Actual.Count == 0 ? name.StartsWith(Prefix, StringComparison.Ordinal) : Actual.Contains(name, StringComparer.Ordinal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Reads them; null when nothing is expected, or nothing is known of who answers.</summary>
    public static PodIdentities? Of(
        RoutingCluster client, RoutingCluster server, RoutedService service, EffectivePolicy? policy, MergedRule? rule, ChainAnswer chain,
        GatewayPods pods)
    {
        if (!server.IsDeclared || server.Facts.TrustDomain.Length == 0) return null;
        var (expected, decider) = ExpectedOf(client, service, policy, rule);
        if (expected.Count == 0) return null;
        var prefix = SpiffeIdentity.OfNamespace(server.Facts.TrustDomain, chain.Service!.Namespace);
        return new(expected, decider, service, prefix, [.. Accounts(chain, pods).Select(account => prefix + account)]);
    }

    /// <summary>The identities that a caller accepts of whoever answers, and the DestinationRule that says so.</summary>
    public static (IReadOnlyList<string> Names, MergedRule? Rule) ExpectedOf(
        RoutingCluster client, RoutedService service, EffectivePolicy? policy, MergedRule? rule) =>
        policy?.Tls is { } tls && tls.ContainsKey("subjectAltNames")
            ? (Texts(tls), rule)
            : (OfService(client, service), null);

    /// <summary>Of a Service's pods more may be there than are given, so that their accounts are not all that callers accept.</summary>
    private static IReadOnlyList<string> OfService(RoutingCluster client, RoutedService service) => service.IsKubernetes
        ? TrustDomains.Expand(client.Facts, Texts(service.Manifest!.Spec)) : ServiceIdentities.Of(client, service);

    /// <summary>The object that says what is expected: the DestinationRule, else the ServiceEntry.</summary>
    public static string OwnerOf(MergedRule? rule, RoutedService service) => rule?.First.ToString() ?? service.Reference;

    private static List<string> Texts(UnstructuredMap map) => [.. map.List("subjectAltNames").OfType<string>()];

    private static List<string> Accounts(ChainAnswer chain, GatewayPods pods)
    {
        var known = pods.Called.Select(endpoint => endpoint.ServiceAccount)
            .Where(account => account.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return known.Count > 0 ? known : [.. chain.Service!.Declared?.ServiceAccount ?? []];
    }
}
