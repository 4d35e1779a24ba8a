using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of access policies.</summary>
public static class AccessErrors
{
    /// <summary>The error for a value that cannot be.</summary>
    /// <param name="parameter">The parameter that says it.</param>
    /// <param name="value">The value.</param>
    /// <param name="why">The cause.</param>
    /// <param name="action">What to do.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(string parameter, string value, string why, string action) => new(
        MeshErrorId.AccessPolicyInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{value}' cannot be the {parameter} of an access policy: {why}.",
        action,
        value);

    /// <summary>The error for access that Istio cannot tell apart in a cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The name of the cluster where it runs.</param>
    /// <param name="why">The cause.</param>
    /// <param name="action">What to do instead.</param>
    /// <returns>The error.</returns>
    public static MeshException Inexpressible(MeshService service, string cluster, string why, string action) => new(
        MeshErrorId.AccessPolicyInexpressible,
        MeshErrorKind.InvalidArgument,
        $"Who may call the service '{service}' in the cluster '{cluster}' cannot be said to Istio: {why}.",
        action,
        service);

    /// <summary>The error for a service whose policies let in nobody but clusters that are taken out.</summary>
    /// <param name="service">The service.</param>
    /// <param name="clusters">The names of the clusters.</param>
    /// <returns>The error.</returns>
    public static MeshException NobodyLeft(MeshService service, IEnumerable<string> clusters) => new(
        MeshErrorId.AccessPolicyInvalid,
        MeshErrorKind.InvalidArgument,
        $"The access policies of the service '{service}' let in nobody but {string.Join(", ", clusters.Order(StringComparer.Ordinal))}, "
        + "and without any policy everybody of the other clusters would be let in.",
        "Say who else may call it with New-MeshAccessPolicy, or leave the service out: Where-Object Name -ne "
        + $"{service.Name}.",
        service);
}
