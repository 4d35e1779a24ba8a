using System.Globalization;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The server name by which a gateway that passes the mesh's TLS on knows a service: <c>outbound_.PORT_.SUBSET_.HOST</c>
/// (istio pilot/pkg/model/service.go BuildDNSSrvSubsetKey, ParseSubsetKey).
/// </summary>
/// <param name="Port">The number of the Service's port in the serving cluster.</param>
/// <param name="Subset">The subset, empty for none.</param>
/// <param name="Host">The full host in the serving cluster.</param>
public sealed record SubsetKey(int Port, string Subset, string Host)
{
    private const string Start = "outbound_";
    private const string Prefix = Start + ".";
    private const string Separator = "_.";

    /// <summary>The server name.</summary>
    /// <param name="port">The number of the port.</param>
    /// <param name="subset">The subset, empty for none.</param>
    /// <param name="host">The full host.</param>
    /// <returns>The text.</returns>
    public static string Of(int port, string subset, string host) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{port}{Separator}{subset}{Separator}{host}");

    /// <summary>Takes a server name apart.</summary>
    /// <param name="sni">The server name.</param>
    /// <returns>The parts, or null when it is not of this form.</returns>
    public static SubsetKey? Parse(string sni)
    {
        if (!sni.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = sni.AsSpan(Prefix.Length);
        Span<Range> ranges = stackalloc Range[4];
        return parts.Split(ranges, Separator) == 3 && parts[ranges[2]] is { Length: > 0 } host
            && int.TryParse(parts[ranges[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, parts[ranges[1]].ToString(), host.ToString())
            : null;
    }

    /// <summary>
    /// Whether a VirtualService for gateways may have a text for such a server name, at which istiod looks less closely than gateways do
    /// (istio pkg/config/validation/agent/validation.go ValidateWildcardDomainForVirtualServiceBoundToGateway).
    /// </summary>
    /// <param name="sni">The text.</param>
    /// <returns>True when it may.</returns>
    internal static bool IsTaken(string sni) => sni.StartsWith(Start, StringComparison.Ordinal)
        && sni.Split('_') is [_, var port, _, var host, ..]
        && port.Any(char.IsAsciiDigit)
        && host.Any(char.IsAsciiLetter);

    /// <summary>The server name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Of(Port, Subset, Host);
}
