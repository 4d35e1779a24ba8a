using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// The modes in which servers of Gateways leave TLS as it is; one that does not say its mode passes it on (istio/api
/// networking/v1alpha3/gateway.proto ServerTLSSettings.TLSmode).
/// </summary>
internal static class ServerTls
{
    public const string Passthrough = "PASSTHROUGH";
    public const string AutoPassthrough = "AUTO_PASSTHROUGH";

    /// <summary>The files of a server: its certificate and key, and where it asks clients for theirs the authority of these.</summary>
    public static IReadOnlyList<string> Files { get; } = ["serverCertificate", "privateKey", "caCertificates"];

    /// <summary>What names certificates that are elsewhere.</summary>
    public static IReadOnlyList<string> Named { get; } = ["credentialName", "credentialNames", "tlsCertificates"];

    /// <summary>The mode.</summary>
    /// <param name="tls">The TLS settings of the server.</param>
    public static string ModeOf(UnstructuredMap tls) => tls.Text("mode") ?? Passthrough;

    /// <summary>Whether a server passes the mesh's TLS on, by the server name alone.</summary>
    /// <param name="server">The server.</param>
    public static bool PassesMesh(UnstructuredMap server) => server.Map("tls")?.Text("mode") == AutoPassthrough;
}
