namespace MeshFederation.Istio.Registry;

/// <summary>How the proxy finds the endpoints of a service (istio networking/v1 ServiceEntry.Resolution).</summary>
public enum ServiceResolution
{
    /// <summary>istiod sends them: Kubernetes Services, and ServiceEntries with <c>STATIC</c>.</summary>
    Static,

    /// <summary>The proxy asks DNS: <c>DNS</c> and <c>DNS_ROUND_ROBIN</c>.</summary>
    Dns,

    /// <summary>The address that the application called: <c>NONE</c>, and headless Services.</summary>
    None,

    /// <summary>It is another name of a host, or of something outside of the mesh: a Service of type ExternalName.</summary>
    Alias,

    /// <summary>The proxy asks DNS for the name that the application called: <c>DYNAMIC_DNS</c>.</summary>
    DynamicDns,
}
