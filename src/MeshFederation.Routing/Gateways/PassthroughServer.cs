using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>A server of a Gateway that passes the mesh's TLS on (<c>AUTO_PASSTHROUGH</c>).</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Index">Its place in the Gateway's servers.</param>
/// <param name="Listener">What it listens at.</param>
/// <param name="Hosts">The hosts, without their namespaces.</param>
public sealed record PassthroughServer(MeshManifest Gateway, int Index, GatewayListener Listener, IReadOnlyList<string> Hosts)
{
    private readonly HashSet<string> _plain = Hosts.Where(host => !HostPattern.IsWildcard(host)).ToHashSet(StringComparer.Ordinal);
    private readonly List<string> _patterns = [.. Hosts.Where(HostPattern.IsWildcard)];

    /// <summary>The port.</summary>
    public int Port => Listener.Port;

    /// <summary>Whether one of its hosts covers a name.</summary>
    /// <param name="name">The host of a service, or a server name.</param>
    /// <returns>True when one does.</returns>
    public bool Covers(string name) => _plain.Contains(name) || (_patterns.Count > 0 && IsMet(name));

    private bool IsMet(string name) => _patterns.Exists(pattern => HostPattern.Covers(pattern, name));

    /// <summary>The server as <c>Gateway/istio-system/east-west servers[0]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Gateway} servers[{Index}]");
}
