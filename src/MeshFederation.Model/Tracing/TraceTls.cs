using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Tracing;

/// <summary>The TLS that a proxy speaks to the endpoints of a destination.</summary>
/// <param name="Mode">The TLS; AutoMutual holds for endpoints that are known to speak it.</param>
/// <param name="Sni">The server name that is sent; empty when none is, or that of the request.</param>
public sealed record TraceTls(UpstreamTlsMode Mode, string Sni)
{
    /// <summary>The identities that the caller accepts, sorted; none where it accepts any, or where they are not known.</summary>
    public ValueList<string> SubjectAltName { get; internal init; } = [];

    /// <summary>The mode and the server name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Sni.Length == 0 ? Mode.ToString() : $"{Mode}, {Sni}";
}
