using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// Who answers besides the pods: the waypoint of a service where it runs. It is known of clusters that were read, by the labels of the
/// Service and its namespace; where Gateways could not be read, the one that they name is taken to be there, with the account of its name.
/// </summary>
internal static class AmbientAccounts
{
    /// <summary>The service with the accounts of its waypoints among those of its pods.</summary>
    /// <exception cref="MeshException">A waypoint is in another namespace, whose identity no entry can name.</exception>
    public static MeshService WithWaypoints(MeshService service) => service.Instance.Any(instance => Missing(service, instance) is not null)
        ? service with { Instance = service.Instance.Select(instance => With(service, instance)).ToValueList() }
        : service;

    /// <summary>The accounts that may answer, the waypoint's among them; one of another namespace is not, as no caller takes it.</summary>
    public static ValueList<string> Answering(MeshService service, MeshServiceInstance instance) =>
        ServiceWaypoints.Named(instance.Cluster, service.Namespace, service.Name) is var (space, _) && space != service.Namespace
            ? instance.ServiceAccount
            : With(service, instance).ServiceAccount;

    /// <summary>Why it is not known of a cluster that was read whether a waypoint answers; empty where it is.</summary>
    public static string Unknown(MeshService service, MeshServiceInstance instance) =>
        instance.ServiceAccount.Count > 0 && service.IsServed(instance.Cluster)
        && instance.Cluster.Facts is { ServiceWaypoint: null, Ztunnel.Count: > 0 }
            ? $"Whether '{service}' names a waypoint in '{instance.Cluster}' is not known, as Services could not be read there. Where it "
                + "does, that answers first: name its account, too, with -ServiceAccount."
            : "";

    private static MeshServiceInstance With(MeshService service, MeshServiceInstance instance) => Missing(service, instance) is { } account
        ? instance with { ServiceAccount = [.. instance.ServiceAccount, account] }
        : instance;

    private static string? Missing(MeshService service, MeshServiceInstance instance)
    {
        if (instance.ServiceAccount.Count == 0 || !service.IsServed(instance.Cluster)) return null;
        if (ServiceWaypoints.Named(instance.Cluster, service.Namespace, service.Name) is not var (space, name)) return null;
        if (ServiceWaypoints.IsThere(instance.Cluster, (space, name)) is false) return null;
        if (space != service.Namespace) throw AmbientErrors.WaypointElsewhere(service, instance.Cluster, $"{space}/{name}");
        var account = ServiceWaypoints.AccountOf(instance.Cluster, (space, name));
        return instance.ServiceAccount.Contains(account, StringComparer.Ordinal) ? null : account;
    }
}
