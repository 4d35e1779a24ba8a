using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The label by which istiod knows that an endpoint speaks the mesh's TLS; the injector sets it on pods (istio pilot/pkg/model/service.go
/// GetTLSModeFromEndpointLabels).
/// </summary>
internal static class MeshTlsLabel
{
    /// <summary>The label.</summary>
    public const string Key = "security.istio.io/tlsMode";

    /// <summary>What it says where the mesh's TLS is spoken.</summary>
    public const string Spoken = "istio";

    /// <summary>What labels say; null when they say nothing.</summary>
    public static bool? Said(UnstructuredMap labels) => labels.Text(Key) is { } mode ? mode == Spoken : null;
}
