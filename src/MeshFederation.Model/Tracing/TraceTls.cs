using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Tracing;

/// <summary>The TLS that a proxy speaks to the endpoints of a destination.</summary>
public sealed record TraceTls
{
    internal TraceTls(UpstreamTlsMode mode, string sni) => (Mode, Sni) = (mode, sni);

    /// <summary>The TLS; AutoMutual holds for endpoints that are known to speak it.</summary>
    public UpstreamTlsMode Mode { get; internal init; }

    /// <summary>The server name that is sent; empty when none is, or that of the request.</summary>
    public string Sni { get; internal init; }

    /// <summary>The identities that the caller accepts, sorted; none where it accepts any, or where they are not known.</summary>
    public ValueList<string> SubjectAltName { get; internal init; } = [];

    /// <summary>The mode and the server name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Sni.Length == 0 ? Mode.ToString() : $"{Mode}, {Sni}";
}
