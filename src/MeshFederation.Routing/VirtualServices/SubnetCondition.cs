using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// The condition of a TLS or TCP route on the address that is called. The chain with the longest range that holds it takes a connection;
/// that of the service itself has a range only where the service's address is one (istio pilot/pkg/networking/core/tls.go
/// buildSidecarOutboundTCPFilterChainOpts; listener.go buildSidecarOutboundTCPListenerOptsForPort).
/// </summary>
internal static class SubnetCondition
{
    private const string Field = "destinationSubnets";
    /// <summary>The length of the range of what has none.</summary>
    public const int None = -1;

    /// <summary>Whether there is one, and the address that is called is not known.</summary>
    public static bool IsOpen(UnstructuredMap match, RoutedService service, MeshRequest request) =>
        match.List(Field).Count > 0 && Called(service, request) is null;

    /// <summary>Why a connection does not meet it; null when it does, or there is none.</summary>
    /// <param name="match">The match.</param>
    /// <param name="service">The service that is called.</param>
    /// <param name="request">The connection.</param>
    /// <param name="isBesideOwn">Whether the service has a chain of its own beside those of routes.</param>
    public static string? Fails(UnstructuredMap match, RoutedService service, MeshRequest request, bool isBesideOwn)
    {
        if (match.List(Field).Count == 0 || Called(service, request) is not { } address) return null;
        var own = !isBesideOwn ? None : service.Addresses.Where(static range => range.Contains('/', StringComparison.Ordinal))
            .Select(range => Length(range, address)).Append(None).Max();
        var longest = Longest(match, address);
        if (longest == None) return $"the called address {address} is not in {string.Join(" or ", match.List(Field).OfType<string>())}";
        return longest >= own ? null : $"a longer range of {service.Reference} itself has the called address {address}";
    }

    /// <summary>The length of the longest range that holds the called address; <see cref="None"/> where none is named or known.</summary>
    public static int LengthOf(UnstructuredMap match, RoutedService service, MeshRequest request) =>
        match.List(Field).Count > 0 && Called(service, request) is { } address ? Longest(match, address) : None;

    private static int Longest(UnstructuredMap match, IPAddress address) =>
        match.List(Field).OfType<string>().Select(subnet => Length(subnet, address)).Append(None).Max();

    private static IPAddress? Called(RoutedService service, MeshRequest request) =>
        IPAddress.TryParse(request.CalledAddress(service), out var address) ? address : null;

    private static int Length(string range, IPAddress address)
    {
        if (IPAddress.TryParse(range, out var single)) return single.Equals(address) ? single.GetAddressBytes().Length * 8 : None;
        return AddressRange.Read(range) is { } network && network.Contains(address) ? network.PrefixLength : None;
    }
}
