namespace MeshFederation.Model.Errors;

/// <content>What is missing in declarations.</content>
public static partial class MeshErrorId
{
    /// <summary>A service runs in no cluster, or no cluster calls it.</summary>
    public const string ClusterMissing = "MeshClusterMissing";

    /// <summary>A gateway's selector is empty, and so would mean every pod.</summary>
    public const string GatewaySelectorMissing = "MeshGatewaySelectorMissing";

    /// <summary>A path is not one of the file system.</summary>
    public const string PathInvalid = "MeshPathInvalid";
}
