using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// Refuses access policies that Istio cannot enforce as they are meant. A policy that selects no pods, or takes one cluster's callers for
/// another's, would let in whom nobody meant.
/// </summary>
internal static class AccessLimits
{
    private const string Order = "about_MeshIdentity says in which order no call fails";

    private const string OwnDomains = $"Give each mesh a trust domain of its own ({Order})";

    /// <summary>Requires that callers, pods and ports can be told apart.</summary>
    /// <exception cref="MeshException">They cannot.</exception>
    public static void Require(MeshService service, MeshServiceInstance instance, IReadOnlyList<MeshCluster> peers)
    {
        var server = instance.Cluster;
        if (peers.FirstOrDefault(peer => peer.TrustDomain == server.TrustDomain) is { } same)
        {
            throw AccessErrors.Inexpressible(
                service, server.Name,
                $"callers of '{same.Name}' have its own trust domain, '{server.TrustDomain}', so nothing tells them from its own callers",
                $"{OwnDomains}, and say it: New-MeshCluster {server.Name} -TrustDomain {server.Name}.");
        }

        if (instance.Selector.Count == 0)
        {
            throw AccessErrors.Inexpressible(
                service, server.Name,
                "the labels by which the Service selects its pods there are not known, and a policy for other pods guards nothing",
                "Say them by New-MeshServiceEntry -Selector, or read the Service with Get-MeshService.");
        }

        foreach (var policy in service.AccessPolicy) Require(service, instance, peers, policy);
        RequirePorts(service, instance);
    }

    /// <summary>Requires that other services with these pods have ports of their own, since policies tell ports and no Services.</summary>
    /// <exception cref="MeshException">They have not.</exception>
    public static void RequireOwnPorts(
        MeshService service,
        MeshServiceInstance instance,
        IEnumerable<(MeshService Service, MeshServiceInstance Instance)> beside)
    {
        foreach (var (other, its) in beside.Where(item => !MeanTheSame(service, item.Service)))
        {
            if (instance.NamedTargetPort.FirstOrDefault(name => service.Port.Any(port => port.Name == name)) is { } own)
            {
                throw AccessErrors.Inexpressible(
                    service, instance.Cluster.Name,
                    $"its port '{own}' leads to a port of the pods by name, which nothing tells from those of '{other}' with the same pods",
                    $"Give the number: New-MeshServiceEntry {service.Name} -TargetPort.");
            }

            if (its.NamedTargetPort.FirstOrDefault(name => other.Port.Any(port => port.Name == name)) is { } named)
            {
                throw AccessErrors.Inexpressible(
                    service, instance.Cluster.Name,
                    $"'{other}' has the same pods, and its port '{named}' leads to one of theirs by name, so it would be closed as well",
                    $"Give the number: New-MeshServiceEntry {other.Name} -TargetPort.");
            }

            var numbers = service.Port.Select(instance.TargetOf).ToHashSet();
            if (other.Port.FirstOrDefault(port => numbers.Contains(its.TargetOf(port))) is { } same)
            {
                throw AccessErrors.Inexpressible(
                    service, instance.Cluster.Name,
                    $"'{other}' has the same pods, and its port {same} leads to the same port of these, so nothing tells which is called",
                    "Say the same of both, without -Port, -Method and -RequestPath: … "
                    + $"New-MeshServiceEntry {other.Name} | New-MeshAccessPolicy.");
            }
        }
    }

    private static bool MeanTheSame(MeshService one, MeshService other) =>
        other.IsGuarded()
        && one.AccessPolicy.Equals(other.AccessPolicy)
        && one.AccessPolicy.All(policy => policy.Port.Count == 0 && !policy.IsOfRequests)
        && one.ClientCluster.Select(cluster => cluster.Name).Order(StringComparer.Ordinal)
            .SequenceEqual(other.ClientCluster.Select(cluster => cluster.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static void Require(
        MeshService service, MeshServiceInstance instance, IReadOnlyList<MeshCluster> peers, Model.Access.MeshAccessPolicy policy)
    {
        var server = instance.Cluster;
        var meant = peers.Where(peer => policy.Principals(service, peer).Any()).ToList();
        var client = meant.Find(peer => policy.ServiceAccount.Count > 0 && peer.TrustDomain == MeshCluster.UsualDomain);
        if (client is not null)
        {
            throw AccessErrors.Inexpressible(
                service, server.Name,
                $"the trust domain of '{client.Name}' is cluster.local, which istiod of '{server.Name}' reads in a principal as its own",
                $"Give the mesh of '{client.Name}' a trust domain of its own ({Order}), or let in namespaces instead: -FromNamespace.");
        }

        foreach (var other in peers.Except(meant))
        {
            if (meant.Find(peer => peer.TrustDomain == other.TrustDomain && peer != other) is not { } shared) continue;
            throw AccessErrors.Inexpressible(
                service, server.Name,
                $"'{shared.Name}', whose callers '{policy}' lets in, has the trust domain of '{other.Name}', whose callers it does not",
                OwnDomains + ", or let in the callers of both.");
        }
    }

    private static void RequirePorts(MeshService service, MeshServiceInstance instance)
    {
        var asks = service.AccessPolicy.FirstOrDefault(policy => policy.Port.Count > 0 || policy.IsOfRequests);
        if (asks is null) return;
        if (instance.NamedTargetPort.FirstOrDefault(name => service.Port.Any(port => port.Name == name)) is { } named)
        {
            throw AccessErrors.Inexpressible(
                service, instance.Cluster.Name,
                $"its port '{named}' leads to a port of the pods by name, and no workload that was read tells its number, by which "
                + $"'{asks}' would be said",
                "Give the number: New-MeshServiceEntry -TargetPort.");
        }

        if (service.Port.GroupBy(instance.TargetOf).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw AccessErrors.Inexpressible(
                service, instance.Cluster.Name,
                $"its ports {string.Join(" and ", twice)} lead to one port of the pods, so '{asks}' cannot tell them apart",
                "Leave -Port, -Method and -RequestPath out, or give the pods a port for each.");
        }
    }
}
