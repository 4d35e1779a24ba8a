namespace MeshFederation.Model.Errors;

/// <content>What can be wrong with a picture that is asked for.</content>
public static partial class MeshErrorId
{
    /// <summary>The name of a picture's file does not say in which format it is to be.</summary>
    public const string TopologyFormatUnknown = "MeshTopologyFormatUnknown";
}
