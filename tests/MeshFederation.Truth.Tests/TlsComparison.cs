using System.Text.Json;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Truth.Tests;

/// <summary>Compares the TLS that is spoken to a destination.</summary>
internal static class TlsComparison
{
    public static Verdict Of(JsonElement expected, TraceTls? tls)
    {
        var mode = tls?.Mode switch
        {
            UpstreamTlsMode.AutoMutual => "auto",
            UpstreamTlsMode.IstioMutual => "istio",
            UpstreamTlsMode.Simple => "simple",
            UpstreamTlsMode.Mutual => "mutual",
            _ => "none",
        };
        if (mode != expected.Text("mode")) return Verdict.Wrong($"TLS {expected.Text("mode")} expected, and it is {mode}");
        if (mode == "none") return Verdict.Agrees;
        if (tls!.Sni != expected.Text("sni")) return Verdict.Wrong($"server name {expected.Text("sni")} expected, and it is {tls.Sni}");
        var wanted = string.Join(", ", expected.Texts("sans").Order(StringComparer.Ordinal));
        return tls.SubjectAltName.ToString() == wanted
            ? Verdict.Agrees
            : Verdict.Wrong($"identities [{wanted}] expected, and they are [{tls.SubjectAltName}]");
    }
}
