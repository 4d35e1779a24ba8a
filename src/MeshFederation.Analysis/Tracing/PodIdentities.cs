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
/// <param name="TrustDomain">The trust domain of the pods.</param>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Accounts">Their service accounts; empty when these are not known.</param>
internal sealed record PodIdentities(
    IReadOnlyList<string> Expected, MergedRule? Rule, RoutedService Service, string TrustDomain, string Namespace,
    IReadOnlyList<string> Accounts)
{
    /// <summary>What every identity of the pods begins with.</summary>
    public string Prefix => SpiffeIdentity.OfNamespace(TrustDomain, Namespace);

    /// <summary>The identities of the pods; empty when their accounts are not known.</summary>
    public IReadOnlyList<string> Actual => [.. Accounts.Select(account => Prefix + account)];

    /// <summary>The object that says what the caller accepts.</summary>
    public string Owner => OwnerOf(Rule, Service);

    /// <summary>Whether the caller accepts some pod, or may accept one where their accounts are not known.</summary>
    public bool AreAccepted
    {
        get
        {
            for (var i = 0; i < Expected.Count; i++)
            {
                if (SpiffeIdentity.IsIn(Expected[i], TrustDomain, Namespace, out var account) && (Accounts.Count == 0 || Has(account)))
                    return true;
            }

            return false;
        }
    }

    private bool Has(ReadOnlySpan<char> account)
    {
        for (var i = 0; i < Accounts.Count; i++)
        {
            if (account.Equals(Accounts[i], StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Reads them; null when nothing is expected, or nothing is known of who answers.</summary>
    public static PodIdentities? Of(
        RoutingCluster client, RoutingCluster server, RoutedService service, UnstructuredMap? tls, MergedRule? rule, ChainAnswer chain,
        GatewayPods pods)
    {
        if (!server.IsDeclared || server.Facts.TrustDomain.Length == 0) return null;
        var (expected, decider) = ExpectedOf(client, service, tls, rule);
        if (expected.Count == 0) return null;
        return new(expected, decider, service, server.Facts.TrustDomain, chain.Service!.Namespace, AccountsOf(chain, pods));
    }

    /// <summary>The identities that a caller accepts of whoever answers, and the DestinationRule that says so.</summary>
    public static (IReadOnlyList<string> Names, MergedRule? Rule) ExpectedOf(
        RoutingCluster client, RoutedService service, UnstructuredMap? tls, MergedRule? rule) =>
        tls?.ContainsKey("subjectAltNames") is true
            ? (Texts(tls), rule)
            : (OfService(client, service), null);

    /// <summary>Of a Service's pods more may be there than are given, so that their accounts are not all that callers accept.</summary>
    private static IReadOnlyList<string> OfService(RoutingCluster client, RoutedService service) => service.IsKubernetes
        ? TrustDomains.Expand(client.Facts, Texts(service.Manifest!.Spec)) : ServiceIdentities.Of(client, service);

    /// <summary>The object that says what is expected: the DestinationRule, else the ServiceEntry.</summary>
    public static string OwnerOf(MergedRule? rule, RoutedService service) => rule?.First.ToString() ?? service.Reference;

    private static IReadOnlyList<string> Texts(UnstructuredMap map)
    {
        var texts = map.List("subjectAltNames").OfType<string>();
        return texts as IReadOnlyList<string> ?? [.. texts];
    }

    private static IReadOnlyList<string> AccountsOf(ChainAnswer chain, GatewayPods pods)
    {
        List<string>? known = null;
        for (var i = 0; i < pods.Called.Count; i++)
        {
            var account = pods.Called[i].ServiceAccount;
            if (account.Length > 0 && known?.Contains(account) is not true) (known ??= new(1)).Add(account);
        }

        return known ?? (IReadOnlyList<string>?)chain.Service!.Declared?.ServiceAccount ?? [];
    }
}
