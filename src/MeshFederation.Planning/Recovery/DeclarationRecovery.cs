using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Planning.Recovery;

/// <summary>
/// Brings published objects back to what was declared, where nothing else keeps it. What is read is planned again, and what then differs
/// from the objects is said: nothing is taken for read because it could be.
/// </summary>
public static class DeclarationRecovery
{
    /// <summary>How many fields of an object are named that could not be read back.</summary>
    private const int Shown = 3;

    /// <summary>Reads the objects of a federation.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="published">Its clusters with their objects, each cluster once.</param>
    /// <param name="pool">Where the addresses of its hosts come from.</param>
    /// <returns>What they tell.</returns>
    public static RecoveredDeclaration Of(string federation, IReadOnlyList<PublishedObjects> published, AddressPool pool)
    {
        var mesh = new SeenMesh(published);
        var clusters = RecoveredClusters.Of(mesh);
        var (services, unread, untold) = (new List<MeshService>(), new List<string>(), new List<string>());
        foreach (var key in mesh.Service)
        {
            try
            {
                var seen = new RecoveredService(mesh, clusters, key);
                if (seen.Frame() is not { } frame)
                {
                    unread.Add($"The service '{key}' is called in its own cluster alone, and no object tells its ports.");
                    continue;
                }

                services.Add(Read(federation, pool, mesh, key, ServiceDeclaration.Check(frame)));
                if (!seen.HasNames) untold.Add(Names(frame));
                untold.AddRange(seen.Untold);
            }
            catch (MeshException exception)
            {
                unread.Add($"What the objects tell of the service '{key}' is not whole: {exception.Message}");
            }
        }

        services = WithAddresses(federation, services, mesh, pool);
        untold.AddRange(mesh.Taken.Distinct().Select(taken =>
            $"The service of the name '{taken.Host}' is taken to be '{taken.Key}', as the labels of its pods say."));
        untold.AddRange(services.Where(service => service.Suspended.Count > 0).Select(service =>
            $"The service '{service}' sends nothing to {service.Suspended}; what it sends there otherwise no object tells."));
        untold.AddRange(
            from service in services
            from policy in service.Policy.Where(RoutePolicies.TakesPlace)
            let requests = policy.Scope.IsAll ? "All requests" : $"Requests of {policy.Scope}"
            select $"{requests} to {service} are answered; into what they are split otherwise no object tells.");
        unread.AddRange(Differences(federation, services, mesh, pool));

        // What is not whole must not be pruned by, or written to a file that would not tell that it is half.
        var parts = unread.ToValueList();
        return new(services.ConvertAll(service => service with { Unread = parts }), unread, untold);
    }

    private static string Names(MeshService service) =>
        $"The service '{service}' is called in its own cluster alone, and no object tells the names of its ports, or their protocols but "
        + $"by what routes them; they are taken to be {service.Port}.";

    /// <summary>Reads a service, which can be planned then.</summary>
    /// <exception cref="MeshException">What is read cannot be planned.</exception>
    private static MeshService Read(string federation, AddressPool pool, SeenMesh mesh, ServiceKey key, MeshService frame)
    {
        var trial = new RecoveryTrial(federation, pool, mesh, key);
        var service = new ServiceRecovery(mesh, trial, frame).Service();
        _ = trial.Plan([service]);
        return service;
    }

    /// <summary>Addresses that are not those of the pool were chosen.</summary>
    private static List<MeshService> WithAddresses(string federation, List<MeshService> services, SeenMesh mesh, AddressPool pool)
    {
        var seen = mesh.Cluster.SelectMany(cluster => cluster.Host.Values)
            .Select(host => (SeenMesh.Remote(host), Addresses: Addresses(host)))
            .Where(host => host.Item1 is not null && host.Addresses.Count == 1)
            .ToLookup(host => (host.Item1!.Value.Key, host.Item1!.Value.Server), host => host.Addresses[0]);
        var planned = Plan(federation, services, pool).Planned.SelectMany(item => item.Spec.Texts("addresses"), (item, text) => text.Text)
            .ToHashSet(StringComparer.Ordinal);
        return services.ConvertAll(service => service with
        {
            Instance = service.Instance.Select(instance =>
                seen[(new(service.Namespace, service.Name), instance.Cluster.Name)].Distinct(StringComparer.Ordinal).ToList() is [var one]
                    && !planned.Contains(one) ? instance with { Address = one } : instance).ToValueList(),
        });
    }

    private static List<string> Addresses(SeenHost host) => [.. host.Entries[0].Spec.Texts("addresses").Select(address => address.Text)];

    private static (IReadOnlyList<MeshManifest> Planned, string? WhyNot) Plan(
        string federation, IReadOnlyList<MeshService> services, AddressPool pool)
    {
        try
        {
            return services.Count == 0 ? ([], null) : (FederationPlanner.Plan(Federation.Create(federation, services, pool)), null);
        }
        catch (MeshException exception)
        {
            return ([], exception.Message);
        }
    }

    private static IEnumerable<string> Differences(string federation, IReadOnlyList<MeshService> services, SeenMesh mesh, AddressPool pool)
    {
        var (planned, whyNot) = Plan(federation, services, pool);
        if (whyNot is not null)
        {
            yield return $"What was read cannot be planned: {whyNot}";
            yield break;
        }

        var objects = planned.ToDictionary(item => (item.Cluster, item.TypeKey, item.NamespacedName));
        foreach (var cluster in mesh.Cluster)
        {
            foreach (var item in cluster.Objects)
            {
                if (!objects.Remove((cluster.Name, item.TypeKey, item.NamespacedName), out var again))
                {
                    yield return $"{item} in the cluster '{cluster.Name}' comes of something that was not read.";
                    continue;
                }

                var fields = ObjectDifference.Of(item.Content, again.Content).Select(field => field.Path).ToList();
                if (fields.Count > 0)
                    yield return $"{item} in the cluster '{cluster.Name}' says what was not read: {Some(fields)}.";
            }
        }

        var known = mesh.Cluster.Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        var others = objects.Keys.Select(item => item.Cluster).Distinct(StringComparer.Ordinal).Where(name => !known.Contains(name));
        foreach (var cluster in others)
            yield return $"The cluster '{cluster}' was not read; what it has, and what is called from there, is not known.";
        foreach (var item in objects.Values.Where(item => known.Contains(item.Cluster)))
            yield return $"{item} would be made in the cluster '{item.Cluster}', which has no such object.";
    }

    private static string Some(List<string> fields) => fields.Count <= Shown
        ? string.Join(", ", fields)
        : string.Join(", ", fields.Take(Shown)) + FormattableString.Invariant($" and {fields.Count - Shown} more");
}
