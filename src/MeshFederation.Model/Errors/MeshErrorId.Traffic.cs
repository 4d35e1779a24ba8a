namespace MeshFederation.Model.Errors;

public static partial class MeshErrorId
{
    /// <summary>The region of a cluster is not known, and something goes by it.</summary>
    public const string ClusterRegionUnknown = "MeshClusterRegionUnknown";

    /// <summary>A place to fail over to cannot be read.</summary>
    public const string FailoverInvalid = "MeshFailoverInvalid";

    /// <summary>Regions to fail over to contradict each other.</summary>
    public const string FailoverRegionInvalid = "MeshFailoverRegionInvalid";

    /// <summary>Istio has no order of regions like that, or one of them would get nothing.</summary>
    public const string FailoverRegionOrder = "MeshFailoverRegionOrder";

    /// <summary>A failover names less than two places.</summary>
    public const string FailoverTooFew = "MeshFailoverTooFew";

    /// <summary>The service accounts of pods are not known that a fallback needs to be accepted.</summary>
    public const string FallbackAccountUnknown = "MeshFallbackAccountUnknown";

    /// <summary>A fallback is given to what is no destination of the split.</summary>
    public const string FallbackDestinationUnknown = "MeshFallbackDestinationUnknown";

    /// <summary>A gateway behind a DNS name cannot have the place in the order that is asked for.</summary>
    public const string FallbackGatewayByName = "MeshFallbackGatewayByName";

    /// <summary>A fallback is in the cluster of its destination, or of another of its fallbacks.</summary>
    public const string FallbackInSameCluster = "MeshFallbackInSameCluster";

    /// <summary>A fallback cannot be read.</summary>
    public const string FallbackInvalid = "MeshFallbackInvalid";

    /// <summary>Which pods and which of their ports a fallback means cannot be said to Istio.</summary>
    public const string FallbackPodsUnknown = "MeshFallbackPodsUnknown";

    /// <summary>A destination has one fallback twice.</summary>
    public const string FallbackRepeated = "MeshFallbackRepeated";

    /// <summary>Clusters that take over for each other are known to callers by different server names.</summary>
    public const string FallbackServerNames = "MeshFallbackServerNames";

    /// <summary>A destination is its own fallback.</summary>
    public const string FallbackToItself = "MeshFallbackToItself";

    /// <summary>The Istio of the callers cannot put destinations into the order that is asked for.</summary>
    public const string FallbackUnsupported = "MeshFallbackUnsupported";

    /// <summary>The name of a gateway leads to no address, or there is none to look up.</summary>
    public const string GatewayUnresolved = "MeshGatewayUnresolved";

    /// <summary>A name cannot be that of a service in all clusters.</summary>
    public const string MeshHostnameInvalid = "MeshHostnameInvalid";

    /// <summary>A service would have no cluster left that gets its requests.</summary>
    public const string SuspensionLeavesNone = "MeshSuspensionLeavesNone";

    /// <summary>A cluster is resumed that is not suspended.</summary>
    public const string SuspensionUnknown = "MeshSuspensionUnknown";
}
