using MeshFederation.Istio.DestinationRules;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// A server name that a gateway is asked for: as it is sent, or in the parts of which it would be made, so that names which istiod makes
/// itself are neither written nor taken apart again for each of the calls that are followed.
/// </summary>
internal readonly record struct ServerName
{
    private readonly string? _text;
    private readonly UpstreamTls? _tls;

    public ServerName(string text) => _text = text;

    public ServerName(UpstreamTls tls) => _tls = tls;

    /// <summary>The name as it is sent.</summary>
    public string Text => _text ?? _tls?.Sni ?? "";

    /// <summary>Its parts; null where it is not of the form that chains have.</summary>
    public SubsetKey? Key => _tls is null ? SubsetKey.Parse(Text) : _tls.Key;
}
