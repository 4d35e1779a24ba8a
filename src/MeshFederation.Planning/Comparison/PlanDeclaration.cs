using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;
using MeshFederation.Planning.Declarations.Keys;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Recovery;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Whether the declaration that a plan keeps is that of the objects which it wants. Who gets past policies is judged for the services of
/// the declaration, and clusters keep it with the revision; changes show nothing of it. Only which service is called in which cluster, and
/// by which port, is held against it: that stays the same whatever addresses are in use, whatever a cluster told of itself when the plan
/// was made, and whichever version of the module made it.
/// </summary>
public static class PlanDeclaration
{
    /// <summary>How it is said, of what cannot be judged, that objects are wanted of which the declaration says nothing.</summary>
    public const string More = "of what is to be published and its declaration does not say: ";

    /// <summary>Whether a sentence says that.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <returns>True when it does.</returns>
    public static bool SaysMore(string sentence) => sentence.Contains(More, StringComparison.Ordinal);

    /// <summary>Holds what a plan wants against its declaration.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">
    /// The plan of now; ports stay as long as objects stay that nobody wants any more, so what is there already may have more of them.
    /// </param>
    /// <returns>
    /// What differs, one sentence each, without its full stop; empty when nothing does, or there is no declaration that can be read.
    /// </returns>
    public static IReadOnlyList<string> Differences(MeshPlan plan, MeshPlan? now = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var unread = plan.Unread.Select(cluster => cluster.Cluster).ToHashSet(StringComparer.Ordinal);
        var there = plan.Unwanted == 0 || now is null ? [] : now.Changes.Where(change => change.Live is not null);
        return Differences(
            plan.Name,
            plan.Changes.Where(change => change.Wanted is not null).Select(change => new MeshManifest(change.Cluster, change.Wanted!)),
            plan.Declaration,
            there.Select(change => new MeshManifest(change.Cluster, change.Live!)),
            unread.Contains);
    }

    /// <summary>Holds objects that are wanted against a declaration.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="wanted">The objects.</param>
    /// <param name="declaration">The declaration, as keys and values; null for none.</param>
    /// <param name="clusters">The clusters for which objects are wanted; others may have left since it was written.</param>
    /// <returns>What differs, as <see cref="Differences(MeshPlan, MeshPlan)"/> says it.</returns>
    public static IReadOnlyList<string> Differences(
        string federation, IEnumerable<MeshManifest> wanted, UnstructuredMap? declaration, IReadOnlyCollection<MeshCluster> clusters) =>
            Differences(federation, wanted, declaration, [], name => clusters.All(cluster => cluster.Name != name));

    /// <summary>Clusters count as they are declared there, whatever has become of them.</summary>
    private static IReadOnlyList<string> Differences(
        string federation,
        IEnumerable<MeshManifest> wanted,
        UnstructuredMap? declaration,
        IEnumerable<MeshManifest> there,
        Func<string, bool> isUnread)
    {
        if (DeclaredServices.Of(declaration, []) is not { } services) return [];
        if (declaration!.Map(RootKeys.Federation)?.Text("name") is { } name && name != federation)
            return [$"it is one of the federation '{name}'"];
        var objects = wanted.ToList();
        return
        [
            .. Hosts(services, objects, there.SelectMany(Ports).ToHashSet()),
            .. Tunnels(services, objects),
            .. Calls(services, objects, isUnread),
        ];
    }

    /// <summary>What ServiceEntries make callable and the declaration does not.</summary>
    private static IEnumerable<string> Hosts(
        IReadOnlyList<MeshService> services, IEnumerable<MeshManifest> objects, HashSet<(string Cluster, string Host, long Port)> there)
    {
        var hosts = Federation.HostsOf(services).ToHashSet();
        var calls = services.SelectMany(Federation.CallsOf).ToLookup(call => (call.Client.Name, call.Host));
        foreach (var item in objects)
        {
            if (ObjectKinds.Find(item) is not { DeclaresHosts: true } kind) continue;
            foreach (var host in kind.Hosts(item.Spec).Where(host => !hosts.Contains((item.Cluster, host))))
                yield return $"{item} in {item.Cluster} makes the host '{host}', which is not of it";
            foreach (var (_, host, port) in Ports(item).Where(port => !there.Contains(port)))
            {
                var known = calls[(item.Cluster, host)].ToList();
                if (known.Count > 0 && !known.Exists(call => Has(call, port)))
                    yield return FormattableString.Invariant($"{item} in {item.Cluster} has the port {port}, which is not of it");
            }
        }
    }

    /// <summary>What ambient meshes have for services that are not of the declaration, or do not run in that network by it.</summary>
    private static IEnumerable<string> Tunnels(IReadOnlyList<MeshService> services, IEnumerable<MeshManifest> objects)
    {
        var ambient = services.Where(AmbientClusters.IsAmbient).ToDictionary(service => new ServiceKey(service.Namespace, service.Name));
        foreach (var item in objects)
        {
            if (ObjectKinds.Find(item) is not { IsAmbient: true } kind) continue;
            foreach (var host in kind.HostsOf(item.Content))
            {
                if (ServiceKey.Read(host) is not var (key, _)) continue;
                if (!ambient.TryGetValue(key, out var service))
                    yield return $"{item} in {item.Cluster} is for the service '{key}', which is not of it in ambient mode";
                else if (item.Spec.Text("network") is { } network && service.Cluster.All(cluster => cluster.Network != network))
                    yield return $"{item} in {item.Cluster} is for the network '{network}', in which '{key}' is not of it";
            }
        }
    }

    /// <summary>What the declaration makes callable and no object does.</summary>
    private static IEnumerable<string> Calls(
        IReadOnlyList<MeshService> services, IEnumerable<MeshManifest> objects, Func<string, bool> isUnread)
    {
        var made = objects.SelectMany(item => ObjectKinds.Find(item) is { DeclaresHosts: true } kind
            ? kind.Hosts(item.Spec).Select(host => (item.Cluster, host))
            : []).ToHashSet();
        return services.SelectMany(Federation.CallsOf)
            .Where(call => !isUnread(call.Client.Name) && !made.Contains((call.Client.Name, call.Host)))
            .Select(call => $"it has {call.Service} of {call.Server} called from {call.Client}, for which no object is wanted");
    }

    private static IEnumerable<(string Cluster, string Host, long Port)> Ports(MeshManifest item) =>
        ObjectKinds.Find(item) is { DeclaresHosts: true } kind
            ? kind.Hosts(item.Spec).SelectMany(_ => kind.Ports(item.Spec), (host, port) => (item.Cluster, host, port))
            : [];

    /// <summary>By which of both numbers hangs on the gateway's mode, of which a plan of a file may know less.</summary>
    private static bool Has(RemoteCall call, long number) => call.Service.Port.Any(port =>
        call.Instance.NumberOf(port) == number
        || Istio.Names.Hosts.NumberSeenFrom(call.Service, call.Client, port) == number);
}
