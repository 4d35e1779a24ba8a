using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

/// <summary>
/// What the address of an endpoint or a WorkloadEntry may be (istio pkg/config/validation/validation.go validateWorkloadEntry).
/// </summary>
internal static class EndpointAddress
{
    /// <summary>Whether an endpoint is a Unix domain socket.</summary>
    public static bool IsSocket(UnstructuredMap endpoint) => endpoint.Text("address") is { } address && SocketPath.IsOf(address);

    /// <summary>Why an address cannot be, or null.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="isStatic">Whether it must be an IP address or a Unix domain socket.</param>
    /// <param name="allowsNone">Whether a network without an address will do.</param>
    public static string? Fault(UnstructuredMap endpoint, bool isStatic, bool allowsNone)
    {
        var address = endpoint.Text("address") ?? "";
        if (address.Length == 0) return allowsNone && endpoint.Says("network") ? null : "It has no address.";
        if (allowsNone && SocketPath.IsOf(address)) return Socket(address, endpoint);
        if (IstioText.IsAddress(address) || (!isStatic && IstioText.IsFqdn(address))) return null;
        return isStatic
            ? $"'{address}' is no IP address, which resolution STATIC needs."
            : $"'{address}' is neither an IP address nor a host name.";
    }

    private static string? Socket(string address, UnstructuredMap endpoint)
    {
        if (!SocketPath.IsSound(address)) return $"'{SocketPath.Of(address)}' is no absolute path of a socket.";
        return endpoint.Says("ports") ? "A Unix domain socket has no ports." : null;
    }
}
