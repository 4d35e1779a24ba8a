using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of clusters that shall get no requests.</summary>
public static class SuspensionErrors
{
    /// <summary>The error for a service that would run nowhere.</summary>
    /// <param name="service">The service, with all clusters that are suspended.</param>
    /// <returns>The error.</returns>
    public static MeshException NoneLeft(MeshService service) => new(
        MeshErrorId.SuspensionLeavesNone,
        MeshErrorKind.InvalidArgument,
        $"With {string.Join(", ", service.Suspended)} suspended no cluster is left where the service '{service}' runs.",
        "Declare it in another cluster first, with -Cluster of New-MeshServiceEntry, resume one of them, or leave the service out: … | "
        + "Where-Object { $_.Cluster.Count -gt 1 } | Suspend-MeshCluster.",
        service);

    /// <summary>The error for a cluster where none of the services runs.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="services">The services.</param>
    /// <returns>The error.</returns>
    public static MeshException Unknown(string name, IReadOnlyList<MeshService> services) => new(
        MeshErrorId.ClusterNotFound,
        MeshErrorKind.ObjectNotFound,
        services.Count == 1
            ? $"The service '{services[0]}' does not run in the cluster '{name}'."
            : FormattableString.Invariant($"None of the {services.Count} services runs in the cluster '{name}'."),
        "Name a cluster of these services: "
        + string.Join(", ", services.SelectMany(service => service.Instance, (_, instance) => instance.Cluster.Name)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) + ".",
        name);

    /// <summary>The error for a cluster that gets its requests.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="services">The services.</param>
    /// <returns>The error.</returns>
    public static MeshException NotSuspended(string name, IReadOnlyList<MeshService> services) => new(
        MeshErrorId.SuspensionUnknown,
        MeshErrorKind.ObjectNotFound,
        services.Count == 1
            ? $"The cluster '{name}' is not suspended for the service '{services[0]}'."
            : FormattableString.Invariant($"The cluster '{name}' is not suspended for any of the {services.Count} services."),
        "A declaration to which Suspend-MeshCluster was never applied sends to all clusters already; publish it as it is.",
        name);
}
