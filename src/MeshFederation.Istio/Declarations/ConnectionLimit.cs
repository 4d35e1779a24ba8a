using MeshFederation.Istio.Ports;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks how many requests a connection shall carry.</summary>
internal static class ConnectionLimit
{
    /// <summary>Checks the number of a service.</summary>
    /// <param name="service">The service.</param>
    /// <exception cref="MeshException">The number is negative, or the service has no port to which it matters.</exception>
    public static void Check(MeshService service)
    {
        if (service.MaxRequestsPerConnection is not { } number || number == 0) return;
        if (number < 0) throw ConnectionLimitErrors.Invalid(FormattableString.Invariant($"{number}"));
        if (!service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http))) throw ConnectionLimitErrors.WithoutRequests(service);
    }
}
