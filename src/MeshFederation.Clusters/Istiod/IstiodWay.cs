namespace MeshFederation.Clusters.Istiod;

/// <summary>A way to istiod's debug end points.</summary>
internal enum IstiodWay
{
    /// <summary>None has worked yet.</summary>
    Unknown,

    /// <summary>By a port-forward, so that istiod sees who asks as one from its own pod.</summary>
    PortForward,

    /// <summary>Through the API server's proxy, which most istiods refuse.</summary>
    PodProxy,
}
