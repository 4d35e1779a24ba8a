using System.Runtime.CompilerServices;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// The hosts to which Gateways of a cluster pass the mesh's TLS on. Such chains ask no AuthorizationPolicy, and are for every peer alike
/// (istio pilot/pkg/networking/core/gateway.go).
/// </summary>
internal sealed class ExportedHosts
{
    private static readonly ConditionalWeakTable<GatewayIndex, ExportedHosts> Known = new();

    private readonly HashSet<string> _plain;
    private readonly List<string> _patterns;

    private ExportedHosts(GatewayIndex gateways)
    {
        var all = gateways.All.SelectMany(EntryServer.Of).Where(server => ServerTls.PassesMesh(server.Content))
            .SelectMany(server => server.HostNames).ToHashSet(StringComparer.Ordinal);
        _patterns = [.. all.Where(HostPattern.IsWildcard)];
        all.ExceptWith(_patterns);
        _plain = all;
    }

    public static ExportedHosts Of(GatewayIndex gateways) => Known.GetValue(gateways, static index => new(index));

    /// <summary>Whether a service of a cluster is among them, by its own name or by the one that others call it by.</summary>
    public bool Have(MeshService service, MeshCluster cluster) =>
        Have(Hosts.Local(service, cluster)) || Have(Hosts.Remote(service, cluster));

    /// <summary>Whether there are any that others have not.</summary>
    public bool HaveMoreThan(ExportedHosts others) =>
        !_plain.IsSubsetOf(others._plain) || _patterns.Except(others._patterns, StringComparer.Ordinal).Any();

    private bool Have(string host) => _plain.Contains(host) || _patterns.Exists(pattern => HostPattern.Covers(pattern, host));
}
