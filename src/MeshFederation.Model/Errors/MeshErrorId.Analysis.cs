namespace MeshFederation.Model.Errors;

public static partial class MeshErrorId
{
    /// <summary>A file is analysed whose place names a cluster that is none of those given.</summary>
    public const string AnalysisClusterUnknown = "MeshAnalysisClusterUnknown";
}
