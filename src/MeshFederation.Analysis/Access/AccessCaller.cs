using MeshFederation.Istio.Identity;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Access;

/// <summary>A caller of another cluster.</summary>
/// <param name="Shown">How it is shown.</param>
/// <param name="Source">Who it is to policies.</param>
/// <param name="IsKnown">Whether it was named, or runs; otherwise it stands for all others.</param>
internal sealed record AccessCaller(string Shown, AccessSource Source, bool IsKnown)
{
    /// <summary>
    /// The callers of a cluster: all others first, then those of namespaces of which policies speak, and those that are known.
    /// </summary>
    public static IReadOnlyList<AccessCaller> Of(
        RoutingCluster client, AccessMentions mentions, MeshService service, IReadOnlyList<MeshService> services)
    {
        var (domain, other) = (client.Facts.TrustDomain, mentions.Other);
        var declared = services.Where(other => other.In(client.Name) is not null)
            .SelectMany(other => other.In(client.Name)!.ServiceAccount.Select(account => (other.Namespace, Account: account)));
        var granted = service.AccessPolicy.SelectMany(policy => policy.ServiceAccount).Select(account => account.Split('/'))
            .Select(parts => (Namespace: parts[0], Account: parts[1]));
        var running = client.Pods.All.Where(pod => pod.ServiceAccount is not null)
            .Select(pod => (pod.Namespace, Account: pod.ServiceAccount!));
        var known = declared.Concat(granted).Concat(running).ToHashSet();
        var spaces = service.AccessPolicy.SelectMany(policy => policy.Namespace);
        return
        [
            new($"{domain}/*", new(true, domain, other.Namespace, other.Account), IsKnown: false),
            .. mentions.Callers.Select(caller => (Namespace: caller.Namespace ?? other.Namespace, Account: caller.Account ?? other.Account))
                .Concat(spaces.Select(space => (Namespace: space, other.Account))).Concat(known).Distinct()
                .OrderBy(caller => caller.Namespace, StringComparer.Ordinal).ThenBy(caller => caller.Account, StringComparer.Ordinal)
                .Where(caller => caller != other)
                .Select(caller => Made(domain, caller.Namespace, caller.Account, other, known.Contains(caller))),
        ];
    }

    /// <summary>Who speaks no TLS of the mesh has no identity at all.</summary>
    public static AccessCaller WithoutIdentity { get; } = new("no identity", new(false, null, "", null), IsKnown: true);

    private static AccessCaller Made(
        string domain, string space, string account, (string Namespace, string Account) other, bool isKnown) => new(
            Text(domain, space == other.Namespace ? "*" : space, account == other.Account ? "*" : account),
            new(true, domain, space, account),
            isKnown);

    private static string Text(string domain, string space, string account) =>
        account == "*" ? SpiffeIdentity.AnyOf(domain, space) : SpiffeIdentity.Principal(domain, space, account);
}
