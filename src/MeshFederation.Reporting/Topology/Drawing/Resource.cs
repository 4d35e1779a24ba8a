namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Reads the style sheets and the script that lie beside these sources.</summary>
internal static class Resource
{
    public static string Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("Topology/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
