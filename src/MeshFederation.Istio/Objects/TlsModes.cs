using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// The modes of TLS of clients and of servers (istio/api networking/v1alpha3/destination_rule.proto ClientTLSSettings.TLSmode,
/// gateway.proto ServerTLSSettings.TLSmode); those in which servers leave TLS as it is are <see cref="Gateways.ServerTls"/>'s.
/// </summary>
internal static class TlsModes
{
    public const string Disable = "DISABLE";
    public const string Simple = "SIMPLE";
    public const string Mutual = "MUTUAL";
    public const string OptionalMutual = "OPTIONAL_MUTUAL";
    public const string IstioMutual = "ISTIO_MUTUAL";

    /// <summary>The mode of a client; one that does not say it speaks no TLS.</summary>
    /// <param name="tls">The TLS settings of the client.</param>
    public static string OfClient(UnstructuredMap tls) => tls.Text("mode") ?? Disable;
}
