namespace MeshFederation.Analysis.Text;

/// <summary>The words that Istio takes for protocols, whatever their case (istio pkg/config/protocol/instance.go).</summary>
internal static class IstioProtocolText
{
    private static readonly HashSet<string> Http = new(["HTTP", "HTTP2", "HTTP_PROXY", "GRPC", "GRPC-Web"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Tls = new(["HTTPS", "TLS"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> OtherTcp = new(["TCP", "Mongo", "Redis", "MySQL"], StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string word) => IsHttp(word) || IsTls(word) || OtherTcp.Contains(word) || word.Equals("UDP", StringComparison.OrdinalIgnoreCase);

    public static bool IsHttp(string word) => Http.Contains(word);

    public static bool IsTls(string word) => Tls.Contains(word);

    /// <summary>Whether connections of the protocol are passed on as bytes.</summary>
    public static bool IsTcp(string word) => Tls.Contains(word) || OtherTcp.Contains(word);
}
