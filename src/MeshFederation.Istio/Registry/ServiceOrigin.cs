namespace MeshFederation.Istio.Registry;

/// <summary>How a service of the registry is known.</summary>
public enum ServiceOrigin
{
    /// <summary>A Kubernetes Service object.</summary>
    Kubernetes,

    /// <summary>A declaration says that the service runs there.</summary>
    Declared,

    /// <summary>
    /// Istio objects name a host of the cluster's own domain, and not one Service object of the cluster is known: it is taken to be there.
    /// </summary>
    Assumed,

    /// <summary>A ServiceEntry.</summary>
    ServiceEntry,
}
