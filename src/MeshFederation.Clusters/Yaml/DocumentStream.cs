using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Reads the documents of a text as they stand, lists as one document.</summary>
internal static class DocumentStream
{
    /// <summary>Reads a text in which everything must be sound.</summary>
    /// <exception cref="MeshException">Something cannot be read.</exception>
    public static IReadOnlyList<ParsedDocument> Read(string text, string file) => Read(text, file, static fault => throw fault);

    /// <summary>Reads what can be read of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="fault">Is told of each document that cannot be read.</param>
    public static IReadOnlyList<ParsedDocument> Read(string text, string file, Action<MeshException> fault)
    {
        if (text.StartsWith('\uFEFF')) text = text[1..];
        var documents = new List<ParsedDocument>();
        try
        {
            if (JsonTree.TryRead(text, file) is { } json) return json;
        }
        catch (MeshException exception)
        {
            fault(exception);
            return documents;
        }

        var shared = new PlainScratch();
        foreach (var chunk in YamlChunk.Split(text))
        {
            try
            {
                Read(chunk, file, shared, documents);
            }
            catch (MeshException exception)
            {
                fault(exception);
            }
        }

        return documents;
    }

    private static void Read(YamlChunk chunk, string file, PlainScratch shared, List<ParsedDocument> documents)
    {
        if (PlainTree.TryRead(chunk, file, shared) is { } plain)
        {
            documents.Add(plain);
            return;
        }

        chunk = new(chunk.Text, chunk.LinesBefore);
        PrintableText.Require(chunk, file);
        var before = documents.Count;
        try
        {
            YamlTree.Read(chunk, file, documents);
        }
        catch (MeshException) when (documents.Count == before && YamlLayout.Settle(chunk.Text) is var settled && settled != chunk.Text)
        {
            YamlTree.Read(new(settled, chunk.LinesBefore), file, documents);
        }
    }
}
