using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>An endpoint of a ServiceEntry for one of its ports.</summary>
/// <param name="Address">The IP address or host name.</param>
/// <param name="Port">The port that is connected to.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Field">Where it is written, as <c>endpoints[0]</c>; empty when it is made of the host.</param>
public sealed record RoutedEndpoint(string Address, int Port, UnstructuredMap Labels, string Field)
{
    /// <summary>The network it says to be in, or empty.</summary>
    public string Network { get; init; } = "";

    /// <summary>Whether it speaks the mesh's TLS: the label <c>security.istio.io/tlsMode=istio</c>, or a service account.</summary>
    public bool SpeaksMeshTls { get; init; }

    /// <summary>The address and port.</summary>
    /// <returns>The text, as <c>172.18.0.230:15443</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{(Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]" : Address)}:{Port}");
}
