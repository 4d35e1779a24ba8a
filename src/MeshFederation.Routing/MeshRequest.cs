using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing;

/// <summary>A request or connection, as the caller's proxy sees it.</summary>
public sealed record MeshRequest
{
    /// <summary>The port that is called.</summary>
    public required int Port { get; init; }

    /// <summary>The host as the application wrote it: Envoy's <c>:authority</c>, without the port.</summary>
    public required string Authority { get; init; }

    /// <summary>The <c>:authority</c> as clients send it: they put the port behind the host unless it is the scheme's own.</summary>
    public string HostAndPort =>
        (Port == 80 && Scheme != "https") || (Port == 443 && Scheme == "https")
            ? Authority
            : FormattableString.Invariant($"{Authority}:{Port}");

    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The path, and behind a question mark the query.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The headers, whatever the case of their names.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it may carry a token that is not told, as one that is made up for all that callers send.</summary>
    public bool MayCarryToken { get; init; }

    /// <summary>The scheme.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Whether the application speaks HTTP; on a port without a protocol the proxy finds out.</summary>
    public bool IsHttp { get; init; } = true;

    /// <summary>The server name of the application's own TLS, where it is another than the authority.</summary>
    public string? ServerName { get; init; }

    /// <summary>The server name of the application's own TLS.</summary>
    public string Sni => ServerName ?? Authority;

    /// <summary>The IP address that the application connects to; null where it is the one of the called service.</summary>
    public string? Address { get; init; }

    /// <summary>The address that is connected to.</summary>
    /// <param name="service">The service that is called; null where none is known.</param>
    /// <returns>The address; null where it is not known, as of a name that DNS alone resolves.</returns>
    internal string? CalledAddress(RoutedService? service) => Address ?? (IPAddress.TryParse(Authority, out _)
        ? Authority
        : service?.Addresses.FirstOrDefault(static address => !address.Contains('/', StringComparison.Ordinal)));

    /// <summary>The path without the query.</summary>
    public string PathOnly => Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Path[..mark] : Path;

    /// <summary>
    /// The host by which VirtualServices are looked up: that of the service, and where that is a pattern the one that is called.
    /// </summary>
    /// <param name="service">The service that is called.</param>
    /// <returns>The host.</returns>
    internal string HostOf(RoutedService service) => HostPattern.IsWildcard(service.Host) ? Authority.TrimEnd('.').ToLowerInvariant()
        : service.Host;

    /// <summary>The value of a query parameter: the first of that name, as it stands.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value, empty when it has none; null when there is no such parameter.</returns>
    public string? Query(string name)
    {
        var mark = Path.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return null;
        foreach (var pair in Path[(mark + 1)..].Split('#')[0].Split('&'))
        {
            var parts = pair.Split('=', 2);
            if (string.Equals(parts[0], name, StringComparison.Ordinal)) return parts.Length == 2 ? parts[1] : "";
        }

        return null;
    }
}
