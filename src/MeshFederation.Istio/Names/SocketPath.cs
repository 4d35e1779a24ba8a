namespace MeshFederation.Istio.Names;

/// <summary>Reads addresses of Unix domain sockets (istio pkg/config/validation/validation.go ValidateUnixAddress).</summary>
internal static class SocketPath
{
    private const string Scheme = "unix://";

    /// <summary>Whether an address is one of a socket.</summary>
    public static bool IsOf(string address) => address.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The path or name in the address of a socket.</summary>
    public static ReadOnlySpan<char> Of(string address) => address.AsSpan(Scheme.Length);

    /// <summary>Whether the address of a socket is an absolute path, or an abstract name with an @.</summary>
    public static bool IsSound(string address)
    {
        var path = Of(address);
        return path.StartsWith("@") || (path.StartsWith("/") && !path.EndsWith("/"));
    }
}
