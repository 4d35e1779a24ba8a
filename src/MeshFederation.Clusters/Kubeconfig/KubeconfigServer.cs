using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// The server that a context leads to: contexts with the same one are one cluster. A proxy in front of many clusters may tell them apart by
/// the name in the handshake alone, and an address behind another proxy is another machine.
/// </summary>
/// <param name="Address">The address, as <c>https://192.0.2.1:6443</c>.</param>
/// <param name="TlsServerName">The name in the server's certificate, where it is another than the address's.</param>
/// <param name="ProxyUrl">The proxy in between, if any; it may hold a password.</param>
public sealed record KubeconfigServer(string Address, string? TlsServerName, string? ProxyUrl)
{
    /// <summary>The address alone.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Address;

    internal static KubeconfigServer? Of(UnstructuredMap cluster)
    {
        if (cluster.Text(KubeconfigFields.Server) is not { Length: > 0 } text) return null;
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;

        // What is no address, or has a password in it, is refused when it is used.
        return Uri.TryCreate(whole, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            ? new(address.AbsoluteUri.TrimEnd('/'), cluster.Text(KubeconfigFields.ServerName), cluster.Text(KubeconfigFields.Proxy))
            : null;
    }
}
