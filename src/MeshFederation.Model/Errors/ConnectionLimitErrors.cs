using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>Errors about the number of requests that a connection carries.</summary>
public static class ConnectionLimitErrors
{
    /// <summary>The error for something that is no such number.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(string text) => new(
        MeshErrorId.ConnectionLimitInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' is not a number of requests: it must be a whole number from 0 to 2147483647.",
        "Give -MaxRequestsPerConnection a number as 100, or 0 for as many requests as come.",
        text);

    /// <summary>The error for a service whose ports carry connections only.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutRequests(MeshService service) => new(
        MeshErrorId.ConnectionLimitUnused,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' has no port whose requests a proxy sees, so none of its connections can be limited to "
        + $"{service.MaxRequestsPerConnection} ({service.Port}).",
        "Declare the protocol of the port, as -Port grpc:9090, or leave -MaxRequestsPerConnection out.",
        service.MaxRequestsPerConnection);
}
