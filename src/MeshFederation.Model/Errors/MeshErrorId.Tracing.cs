namespace MeshFederation.Model.Errors;

public static partial class MeshErrorId
{
    /// <summary>The gateway from which a request is to be traced is not among the input.</summary>
    public const string TraceGatewayUnknown = "MeshTraceGatewayUnknown";

    /// <summary>A request is traced from a cluster of which nothing is known.</summary>
    public const string TraceClusterUnknown = "MeshTraceClusterUnknown";

    /// <summary>A request is traced to a host that nobody in the caller's cluster knows.</summary>
    public const string TraceHostUnknown = "MeshTraceHostUnknown";

    /// <summary>A request is traced to a host with several ports, and none is said.</summary>
    public const string TracePortMissing = "MeshTracePortMissing";

    /// <summary>Where a request comes from or goes to cannot be read.</summary>
    public const string TraceArgumentInvalid = "MeshTraceArgumentInvalid";

    /// <summary>Files are traced, and it is not said, nor can be seen by their folders, of which cluster they are.</summary>
    public const string TraceFileClusterMissing = "MeshTraceFileClusterMissing";
}
