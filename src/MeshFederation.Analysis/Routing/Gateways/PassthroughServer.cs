using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Routing.Gateways;

/// <summary>A server of a Gateway that passes the mesh's TLS on (<c>AUTO_PASSTHROUGH</c>).</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Index">Its place in the Gateway's servers.</param>
/// <param name="Port">The port.</param>
/// <param name="Hosts">The hosts, without their namespaces.</param>
public sealed record PassthroughServer(MeshManifest Gateway, int Index, int Port, IReadOnlyList<string> Hosts)
{
    /// <summary>The server as <c>Gateway/istio-system/east-west servers[0]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Gateway} servers[{Index}]");
}
