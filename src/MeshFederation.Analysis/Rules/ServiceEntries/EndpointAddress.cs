using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

/// <summary>
/// What the address of an endpoint or a WorkloadEntry may be (istio pkg/config/validation/validation.go validateWorkloadEntry).
/// </summary>
internal static class EndpointAddress
{
    private const string Unix = "unix://";

    /// <summary>Whether an endpoint is a Unix domain socket.</summary>
    public static bool IsSocket(UnstructuredMap endpoint) => endpoint.Text("address")?.StartsWith(Unix, StringComparison.Ordinal) is true;

    /// <summary>Why an address cannot be, or null.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="isStatic">Whether it must be an IP address or a Unix domain socket.</param>
    /// <param name="allowsNone">Whether a network without an address will do.</param>
    public static string? Fault(UnstructuredMap endpoint, bool isStatic, bool allowsNone)
    {
        var address = endpoint.Text("address") ?? "";
        if (address.Length == 0) return allowsNone && endpoint.Says("network") ? null : "It has no address.";
        if (allowsNone && address.StartsWith(Unix, StringComparison.Ordinal)) return Socket(address[Unix.Length..], endpoint);
        if (IstioText.IsAddress(address) || (!isStatic && IstioText.IsFqdn(address))) return null;
        return isStatic
            ? $"'{address}' is no IP address, which resolution STATIC needs."
            : $"'{address}' is neither an IP address nor a host name.";
    }

    private static string? Socket(string path, UnstructuredMap endpoint)
    {
        if (path.Length == 0 || (path[0] != '@' && (path[0] != '/' || path[^1] == '/')))
            return $"'{path}' is no absolute path of a socket.";
        return endpoint.Says("ports") ? "A Unix domain socket has no ports." : null;
    }
}
