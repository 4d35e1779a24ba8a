namespace MeshFederation.Model.Clusters;

/// <summary>How a request finds its service behind the gateway of a serving cluster.</summary>
public enum MeshRoutingMode : long
{
    /// <summary>ClientSni, and EnvoyFilter only where the serving cluster's Istio needs it.</summary>
    Auto,

    /// <summary>The caller sends the SNI that the serving gateway knows.</summary>
    ClientSni,

    /// <summary>
    /// The serving gateway rewrites the SNI with the filter tcp_cluster_rewrite; Istio 1.8.5 and older, and 1.9.0 to 1.9.4.
    /// </summary>
    EnvoyFilter,

    /// <summary>
    /// Without sidecars: ztunnels call through gateways of the class istio-east-west, by tunnels (about_MeshAmbient). Never chosen by Auto.
    /// </summary>
    Ambient,
}
