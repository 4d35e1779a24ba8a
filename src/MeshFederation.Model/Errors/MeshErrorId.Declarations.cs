namespace MeshFederation.Model.Errors;

/// <content>What is missing in declarations.</content>
public static partial class MeshErrorId
{
    /// <summary>A gateway or host that is to be split for cannot be.</summary>
    public const string GatewayHostInvalid = "MeshGatewayHostInvalid";

    /// <summary>Two splits want all requests for a host at one gateway.</summary>
    public const string GatewayHostConflict = "MeshGatewayHostConflict";

    /// <summary>A service runs in no cluster, or no cluster calls it.</summary>
    public const string ClusterMissing = "MeshClusterMissing";

    /// <summary>A gateway's selector is empty, and so would mean every pod.</summary>
    public const string GatewaySelectorMissing = "MeshGatewaySelectorMissing";

    /// <summary>A text is no server name that a service can have.</summary>
    public const string SniHostInvalid = "MeshSniHostInvalid";

    /// <summary>A service with server names has no port of HTTPS or TLS.</summary>
    public const string SniHostUnused = "MeshSniHostUnused";

    /// <summary>A client cluster would have to route a server name for several hosts.</summary>
    public const string SniHostConflict = "MeshSniHostConflict";

    /// <summary>A number of requests is not from 0 to 2147483647.</summary>
    public const string ConnectionLimitInvalid = "MeshConnectionLimitInvalid";

    /// <summary>A number of requests for each connection is given for a service whose ports have no requests.</summary>
    public const string ConnectionLimitUnused = "MeshConnectionLimitUnused";

    /// <summary>A path is not one of the file system.</summary>
    public const string PathInvalid = "MeshPathInvalid";

    /// <summary>A part of a federation's file is missing, or is something else than it must be.</summary>
    public const string DeclarationInvalid = "MeshDeclarationInvalid";

    /// <summary>A federation's file has a key that means nothing.</summary>
    public const string DeclarationKeyUnknown = "MeshDeclarationKeyUnknown";

    /// <summary>A map in a federation's file has a key twice.</summary>
    public const string DeclarationKeyRepeated = "MeshDeclarationKeyRepeated";

    /// <summary>A federation's file is of a format that this version of the module does not know.</summary>
    public const string DeclarationVersionUnknown = "MeshDeclarationVersionUnknown";

    /// <summary>No revision of a federation holds its declaration.</summary>
    public const string DeclarationNotRecorded = "MeshDeclarationNotRecorded";
}
