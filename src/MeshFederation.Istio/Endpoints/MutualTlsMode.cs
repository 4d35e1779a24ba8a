namespace MeshFederation.Istio.Endpoints;

/// <summary>What a PeerAuthentication asks of those who call (istio security/v1 PeerAuthentication.MutualTLS.Mode).</summary>
public enum MutualTlsMode
{
    /// <summary>Both plain text and the mesh's TLS are taken; also where nothing is said.</summary>
    Permissive,

    /// <summary>Only the mesh's TLS is taken.</summary>
    Strict,

    /// <summary>Only plain text is taken.</summary>
    Disable,
}
