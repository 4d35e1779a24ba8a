using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The TLS that a caller's proxy speaks for a destination, and the server name it sends (istio pilot/pkg/networking/core/cluster_tls.go
/// buildUpstreamTLSSettings, buildUpstreamClusterTLSContext).
/// </summary>
/// <param name="Mode">The TLS; AutoMutual holds for endpoints with the label <c>security.istio.io/tlsMode=istio</c> only.</param>
/// <param name="Sni">The server name that is sent; empty when none is.</param>
/// <param name="Field">The field of the DestinationRule that decides; empty when none does.</param>
/// <param name="SniIsOwn">Whether the name is the default one that istiod makes of port, subset and host.</param>
public sealed record UpstreamTls(UpstreamTlsMode Mode, string Sni, string Field, bool SniIsOwn)
{
    private readonly SubsetKey? _own;

    private UpstreamTls(UpstreamTlsMode mode, SubsetKey own, string field)
        : this(mode, "", field, SniIsOwn: true) => _own = own;

    /// <summary>What is sent as it is.</summary>
    public static UpstreamTls Nothing { get; } = new(UpstreamTlsMode.None, "", "", SniIsOwn: false);

    /// <summary>The server name that is sent; empty when none is. The default one is written for who reads it alone.</summary>
    public string Sni
    {
        get => _own?.ToString() ?? field;
        init => (field, _own) = (value, null);
    } = Sni;

    /// <summary>The parts of the server name; null when it is not of their form.</summary>
    public SubsetKey? Key => _own ?? SubsetKey.Parse(Sni);

    /// <summary>Whether gateways that pass the mesh's TLS on can take the connection: it is the mesh's own, with its ALPN.</summary>
    public bool IsMeshTls => Mode is UpstreamTlsMode.IstioMutual or UpstreamTlsMode.AutoMutual;

    /// <summary>Decides.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="service">The service of the destination.</param>
    /// <param name="rule">The DestinationRule that applies; null when none does.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The port of the destination.</param>
    /// <returns>The TLS.</returns>
    public static UpstreamTls Of(IstioCluster cluster, RoutedService service, MergedRule? rule, RuleSubset? subset, int port)
    {
        if (TrafficPolicies.TlsOf(rule, subset, port) is var (tls, field)) return Asked(tls, field, service, subset, port);
        if (service.IsExternal || !cluster.Facts.UsesAutoMtls() || cluster.MutualTls.ModeOf(service.Namespace) == MutualTlsMode.Disable)
        {
            return Nothing;
        }

        if (!CalledAddresses.AreUsed(service, rule, subset, port)) return new(UpstreamTlsMode.AutoMutual, Own(service, subset, port), "");
        return CalledAddresses.SpeakMeshTls(cluster, service, subset is null ? rule?.TrafficPolicy : subset.TrafficPolicy, port) switch
        {
            false => Nothing,
            true => new(UpstreamTlsMode.IstioMutual, Own(service, subset, port), ""),
            null => new(UpstreamTlsMode.AutoMutual, Own(service, subset, port), ""),
        };
    }

    private static SubsetKey Own(RoutedService service, RuleSubset? subset, int port) => new(port, subset?.Name ?? "", service.Host);

    private static UpstreamTls Asked(UnstructuredMap tls, string field, RoutedService service, RuleSubset? subset, int port)
    {
        var sni = tls.Text("sni") ?? "";
        return tls.Text("mode") switch
        {
            TlsModes.IstioMutual when sni.Length == 0 => new(UpstreamTlsMode.IstioMutual, Own(service, subset, port), field),
            TlsModes.IstioMutual => new(UpstreamTlsMode.IstioMutual, sni, field, SniIsOwn: false),
            TlsModes.Simple => new(UpstreamTlsMode.Simple, sni, field, SniIsOwn: false),
            TlsModes.Mutual => new(UpstreamTlsMode.Mutual, sni, field, SniIsOwn: false),
            _ => new(UpstreamTlsMode.Disable, "", field, SniIsOwn: false),
        };
    }
}
