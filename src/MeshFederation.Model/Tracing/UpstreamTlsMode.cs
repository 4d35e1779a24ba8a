namespace MeshFederation.Model.Tracing;

/// <summary>What TLS a proxy speaks to an endpoint (istio networking/v1 ClientTLSSettings.TLSmode, and what istiod adds).</summary>
public enum UpstreamTlsMode : long
{
    /// <summary>None: nothing asks for it, and the mesh does not know the endpoint as one of its own.</summary>
    None,

    /// <summary>The mesh's own, since the endpoint is known to speak it and nothing says otherwise (auto mTLS).</summary>
    AutoMutual,

    /// <summary>None: a DestinationRule says DISABLE.</summary>
    Disable,

    /// <summary>TLS without a client certificate.</summary>
    Simple,

    /// <summary>TLS with a certificate of the user's.</summary>
    Mutual,

    /// <summary>The mesh's own, as a DestinationRule says.</summary>
    IstioMutual,
}
