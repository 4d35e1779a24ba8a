namespace MeshFederation.Clusters.Yaml;

/// <summary>Reads the documents of a text as they stand, lists as one document.</summary>
internal static class DocumentStream
{
    /// <summary>How deep maps and lists may stand in one another; what walks the trees does so by recursion.</summary>
    public const int DeepestNesting = 256;

    public static IReadOnlyList<ParsedDocument> Read(string text, string file)
    {
        if (text.StartsWith('\uFEFF')) text = text[1..];
        PrintableText.Require(text, file);
        return JsonTree.TryRead(text, file) ?? YamlTree.Read(text, file);
    }
}
