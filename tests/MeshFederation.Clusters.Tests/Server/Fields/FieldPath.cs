namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>Paths as <see cref="Kinds.FieldSchema"/> writes them.</summary>
internal static class FieldPath
{
    /// <summary>The path of a field below another.</summary>
    public static string Of(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
