namespace MeshFederation.Clusters.Export;

/// <summary>Writes files so that a reader finds the old text or the new one, never a part.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".meshfederation-new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
