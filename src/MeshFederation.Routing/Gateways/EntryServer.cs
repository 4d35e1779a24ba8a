using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>A server of a Gateway through which requests come in, or go out, by VirtualServices that name the Gateway.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Index">Its place in the Gateway's servers.</param>
/// <param name="Content">What it says.</param>
public sealed record EntryServer(MeshManifest Gateway, int Index, UnstructuredMap Content)
{
    /// <summary>The port.</summary>
    public int Port => (int)Math.Clamp(Content.Map("port")?.Number("number") ?? 0, 0, ushort.MaxValue);

    /// <summary>The TLS mode; null for none, as plain HTTP has none whatever it says. A server with TLS and no mode passes it on.</summary>
    public string? TlsMode =>
        !IstioProtocolText.IsHttp(Protocol) && Content.Map("tls") is { } tls ? ServerTls.ModeOf(tls) : null;

    /// <summary>Whether it answers plain HTTP with a redirect to HTTPS.</summary>
    public bool Redirects => Content.Map("tls")?.IsTrue("httpsRedirect") is true;

    /// <summary>
    /// Which routes count: http where the gateway sees requests, tls where it passes TLS on by the server name, else tcp (istio
    /// pilot/pkg/networking/core/gateway.go).
    /// </summary>
    public PortTraffic Traffic
    {
        get
        {
            if (TlsMode is ServerTls.Passthrough or ServerTls.AutoPassthrough) return PortTraffic.Tls;
            var isHttp = IstioProtocolText.IsHttp(Protocol) || Protocol.Equals("HTTPS", StringComparison.OrdinalIgnoreCase);
            return isHttp ? PortTraffic.Http : PortTraffic.Tcp;
        }
    }

    /// <summary>The servers of a Gateway in their order.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>The servers.</returns>
    public static IEnumerable<EntryServer> Of(MeshManifest gateway) =>
        gateway.Spec.Maps("servers").Select((content, index) => new EntryServer(gateway, index, content));

    /// <summary>Its hosts, which may be patterns, without the namespaces that may stand before them.</summary>
    public IEnumerable<string> HostNames => Hosts().Select(own => own.Host);

    /// <summary>Whether one of its hosts covers a host.</summary>
    /// <param name="host">The host.</param>
    /// <returns>True when one does.</returns>
    public bool Covers(string host) => Hosts().Any(own => HostPattern.Covers(own.Host, host));

    /// <summary>Whether it takes requests for some name by a VirtualService's host.</summary>
    /// <param name="routed">The whole host of the VirtualService, or a pattern.</param>
    /// <param name="space">The namespace of the VirtualService.</param>
    /// <returns>True when it does.</returns>
    public bool Admits(string routed, string space) =>
        Hosts().Any(own => (own.Namespace is null || own.Namespace == space) && HostPattern.Overlap(own.Host, routed));

    /// <summary>
    /// The most specific name under which the server takes requests for a host by a VirtualService's host; null when it takes none.
    /// </summary>
    /// <param name="host">The host that is asked for.</param>
    /// <param name="routed">The host of the VirtualService.</param>
    /// <param name="space">The namespace of the VirtualService.</param>
    /// <returns>The narrower one of the server's host and the VirtualService's.</returns>
    public string? Domain(string host, string routed, string space)
    {
        if (!HostPattern.Covers(routed, host)) return null;
        var own = Hosts()
            .Where(own => (own.Namespace is null || own.Namespace == space) && HostPattern.Covers(own.Host, host))
            .Select(own => own.Host).ToList();
        return own.Select(name => HostPattern.Covers(name, routed) ? routed : name)
            .OrderByDescending(name => HostPattern.IsWildcard(name) ? name.Length : int.MaxValue).FirstOrDefault();
    }

    /// <summary>The server as <c>Gateway/istio-system/web servers[0]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Gateway} servers[{Index}]");

    private string Protocol => Content.Map("port")?.Text("protocol") ?? "";

    private IEnumerable<(string? Namespace, string Host)> Hosts() => Content.List("hosts").OfType<string>().Select(text =>
    {
        var own = ScopedHost.Read(text);
        return (own.Space is ScopedHost.AnySpace ? null : own.SpaceIn(Gateway.Namespace), own.Host.ToLowerInvariant());
    });
}
