using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>Errors about the server names of a service.</summary>
public static class SniHostErrors
{
    /// <summary>The error for a text that cannot be a server name of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">The text.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(MeshService service, string name, string why) => new(
        MeshErrorId.SniHostInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{name}' cannot be a server name of the service '{service}': {why}.",
        "Give names as shop.example.com or *.example.com; those of Kubernetes need not be given.",
        name);

    /// <summary>The error for server names of a service that has no TLS port.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutTls(MeshService service) => new(
        MeshErrorId.SniHostUnused,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' has no port of HTTPS or TLS, so nothing is routed by the server name {service.SniHost[0]} "
        + $"({service.Port}).",
        "Declare the protocol of the port, as -Port https:8443, or leave -SniHost out.",
        service.SniHost[0]);

    /// <summary>The error for a pattern of a service that has ports of HTTP as well.</summary>
    /// <param name="service">The service.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="port">A port whose requests are routed.</param>
    /// <returns>The error.</returns>
    public static MeshException TakesRequests(MeshService service, string pattern, MeshPort port) => new(
        MeshErrorId.SniHostInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{pattern}' cannot be a server name of the service '{service}', which has the port {port} too: HTTP requests to that port "
            + "of every other host that the pattern covers would go to the service.",
        "Give each name by itself, as -SniHost shop.example.com, or declare the TLS ports alone.",
        pattern);

    /// <summary>The error for server names that would have to be routed by several VirtualServices of a cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException Ambiguous(MeshService service, MeshCluster client) => new(
        MeshErrorId.SniHostConflict,
        MeshErrorKind.InvalidArgument,
        $"In the client cluster '{client.Name}', where the service '{service}' does not run, it has a host for each of "
        + $"{string.Join(", ", service.Instance)}, and the server name {service.SniHost[0]} can be routed for one host only.",
        $"Leave -SniHost out, or leave '{client.Name}' out of -ClientCluster.",
        service.SniHost[0]);

    /// <summary>The error for a server name that is another service's own.</summary>
    /// <param name="name">The server name.</param>
    /// <param name="service">The service that declares it.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="client">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException OfAnother(string name, MeshService service, MeshService owner, MeshCluster client) => new(
        MeshErrorId.SniHostConflict,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' has the server name {name}, by which the client cluster '{client.Name}' calls the service '{owner}'.",
        $"Take it out of -SniHost of '{service}': what is meant for '{owner}' would go there.",
        name);

    /// <summary>The error for a server name of two services that one cluster calls.</summary>
    /// <param name="name">The server name.</param>
    /// <param name="one">A service.</param>
    /// <param name="other">The other.</param>
    /// <param name="client">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException Shared(string name, MeshService one, MeshService other, MeshCluster client) => new(
        MeshErrorId.SniHostConflict,
        MeshErrorKind.InvalidArgument,
        $"The services '{one}' and '{other}' both have the server name {name}, which the client cluster '{client.Name}' can route for one "
        + "of them only.",
        "Take it out of -SniHost of one of them.",
        name);
}
