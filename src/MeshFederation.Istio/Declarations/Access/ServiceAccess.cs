using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations.Access;

/// <summary>Says who of other clusters may call a service.</summary>
public static class ServiceAccess
{
    private const string AnyText = "*";

    /// <summary>The service with an access policy more.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy, as it was given.</param>
    /// <returns>The changed copy.</returns>
    /// <exception cref="MeshException">The policy cannot be, or does not fit the service.</exception>
    public static MeshService WithAccess(this MeshService service, MeshAccessPolicy policy) =>
        service with { AccessPolicy = Ordered(service.AccessPolicy.Append(Checked(service, policy))) };

    /// <summary>Access policies in the one order that they have.</summary>
    /// <param name="policies">The policies.</param>
    /// <returns>Each once, by their texts.</returns>
    public static ValueList<MeshAccessPolicy> Ordered(IEnumerable<MeshAccessPolicy> policies) =>
        policies.Distinct().OrderBy(policy => policy.ToString(), StringComparer.Ordinal).ToValueList();

    /// <summary>Whether callers of other clusters are kept out unless an access policy lets them in.</summary>
    /// <param name="service">The service.</param>
    /// <returns>True when they are.</returns>
    public static bool IsGuarded(this MeshService service) =>
        service.AccessPolicy.Count > 0 || service.Federation?.DenyByDefault == true;

    /// <summary>
    /// How the identities begin, or what they are as a whole, whom a policy lets in from a cluster; an asterisk at the end stands for the
    /// rest.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster.</param>
    /// <returns>The principals; none where the cluster is not meant.</returns>
    public static IEnumerable<string> Principals(this MeshAccessPolicy policy, MeshService service, MeshCluster client)
    {
        var meant = policy.Cluster.Count > 0 ? policy.Cluster : service.ClientCluster.Select(cluster => cluster.Name);
        if (!meant.Contains(client.Name, StringComparer.Ordinal)) return [];
        var domain = client.TrustDomain;
        if (policy.Namespace.Count + policy.ServiceAccount.Count == 0) return [domain + "/*"];
        return
        [
            .. policy.Namespace.Select(space => SpiffeIdentity.AnyOf(domain, space)),
            .. policy.ServiceAccount.Select(account => account.Split('/'))
                .Select(parts => SpiffeIdentity.Principal(domain, parts[0], parts[1])),
        ];
    }

    /// <summary>The ports of a service that a policy is of.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="service">The service.</param>
    /// <returns>The ports.</returns>
    public static IEnumerable<MeshPort> PortsOf(this MeshAccessPolicy policy, MeshService service) => service.Port.Where(port =>
        policy.Port.Count > 0 ? policy.Port.Contains(port.Name, StringComparer.Ordinal) : !policy.IsOfRequests || HasRequests(port));

    private static MeshAccessPolicy Checked(MeshService service, MeshAccessPolicy policy)
    {
        foreach (var name in policy.Cluster.Where(name => service.ClientCluster.All(client => client.Name != name)))
        {
            throw AccessErrors.Invalid(
                "cluster", name, $"the service '{service}' is not called from it",
                $"Name one of its client clusters: {service.ClientCluster}, or add it to -ClientCluster of New-MeshServiceEntry.");
        }

        foreach (var space in policy.Namespace) NameErrors.RequireLabel(space, "namespace");
        var ports = policy.Port.Select(port => Port(service, port)).ToList();
        if (policy.IsOfRequests && (ports.Count > 0 ? ports : [.. service.Port]).Find(port => !HasRequests(port)) is { } tcp
            && (ports.Count > 0 || !service.Port.Any(HasRequests)))
        {
            throw AccessErrors.Invalid(
                "port", tcp.ToString(), "it carries no requests of HTTP that proxies see, so methods and paths are not known of it",
                "Leave -Method and -RequestPath out for it, or declare its protocol: -Port http:9080.");
        }

        return policy with
        {
            Cluster = Sorted(policy.Cluster),
            Namespace = Sorted(policy.Namespace),
            ServiceAccount = Sorted(policy.ServiceAccount.Select(account => Account(service, account))),
            Port = Sorted(ports.Select(port => port.Name)),
            Method = Sorted(policy.Method.Select(Method)),
            RequestPath = Sorted(policy.RequestPath.Select(Path)),
        };
    }

    private static bool HasRequests(MeshPort port) => port.Protocol.IsRoutedBy(RouteKind.Http);

    private static ValueList<string> Sorted(IEnumerable<string> texts) =>
        texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    private static MeshPort Port(MeshService service, string text) =>
        service.Port.FirstOrDefault(port => port.Name == text || FormattableString.Invariant($"{port.Number}") == text)
        ?? throw AccessErrors.Invalid(
            "port", text, $"the service '{service}' has no such port", $"Name one of its ports: {service.Port}.");

    private static string Account(MeshService service, string text)
    {
        var parts = text.Contains('/', StringComparison.Ordinal) ? text.Split('/') : [service.Namespace, text];
        return parts.Length == 2 && DnsName.IsLabel(parts[0]) && DnsName.IsSubdomain(parts[1])
            ? string.Join('/', parts)
            : throw AccessErrors.Invalid(
                "service account", text, "it is neither a name nor a namespace and a name", "Write it as shop/productpage.");
    }

    private static string Method(string text) =>
        text.Length > 0 && text.All(char.IsAsciiLetter)
            ? text.ToUpperInvariant()
            : throw AccessErrors.Invalid("method", text, "it is no method of HTTP", "Name whole methods, as in GET, POST.");

    /// <summary>
    /// What policies can say of a path: an asterisk at one end; braces would be a template, which older proxies take as they stand (istio
    /// pilot/pkg/security/authz/matcher/string.go).
    /// </summary>
    private static string Path(string text)
    {
        var rest = text.EndsWith(AnyText, StringComparison.Ordinal) ? text[..^1]
            : text.StartsWith(AnyText, StringComparison.Ordinal) ? text[1..] : text;
        var starts = text.StartsWith('/') || (text.StartsWith('*') && text.Length > 1 && !text.EndsWith('*'));
        return starts && !rest.AsSpan().ContainsAny("*?#{}") && !text.Any(char.IsWhiteSpace)
            ? text
            : throw AccessErrors.Invalid(
                "path", text, "it is neither a whole path nor one with an asterisk at the end or at the beginning",
                "Write it as /reviews, /reviews/* or *.json, without a query.");
    }
}
