using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of names that services have in all clusters.</summary>
public static class MeshHostnameErrors
{
    /// <summary>The error for what cannot be such a name.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">The name.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(MeshService service, string name, string why) => new(
        MeshErrorId.MeshHostnameInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{name}' cannot be the name of the service '{service}' in all clusters: {why}.",
        $"Give a DNS name that nothing else has: -MeshHostname {service.Name}.{service.Namespace}.mesh.{service.HostSuffix}.",
        name);

    /// <summary>The error for a service whose clusters are to know it by a name that it does not have.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The error.</returns>
    public static MeshException Missing(MeshService service) => new(
        MeshErrorId.MeshHostnameInvalid,
        MeshErrorKind.InvalidArgument,
        $"The clusters of '{service}' cannot know it by its name in all clusters, since it has none.",
        $"Give the name, too: -ServeHostname -MeshHostname {service.Name}.{service.Namespace}.mesh.{service.HostSuffix}; or leave out "
        + "-ServeHostname.",
        service);

    /// <summary>The error for a name of two services.</summary>
    /// <param name="name">The name.</param>
    /// <param name="one">A service.</param>
    /// <param name="other">The other one.</param>
    /// <returns>The error.</returns>
    public static MeshException Shared(string name, MeshService one, MeshService other) => new(
        MeshErrorId.HostConflict,
        MeshErrorKind.InvalidArgument,
        $"The services '{one}' and '{other}' both have the name '{name}' in all clusters.",
        "Give each a -MeshHostname of its own.",
        other);

    /// <summary>The error for a name that is the host of a service in some cluster.</summary>
    /// <param name="name">The name.</param>
    /// <param name="owner">The service that has it in all clusters.</param>
    /// <param name="other">The service whose host it is.</param>
    /// <returns>The error.</returns>
    public static MeshException OfHost(string name, MeshService owner, MeshService other) => new(
        MeshErrorId.HostConflict,
        MeshErrorKind.InvalidArgument,
        $"'{name}', the name of the service '{owner}' in all clusters, is the host of '{other}' in one of them.",
        "Give it a -MeshHostname that is no host yet.",
        owner);
}
