using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace MeshFederation.Clusters.Declarations;

/// <summary>Finds comments, which are lost when a file is written anew.</summary>
internal static class Comments
{
    /// <summary>The line of the first comment that is not the one that every file begins with; null where there is none.</summary>
    public static long? FirstOf(string text, string usual)
    {
        using var reader = new StringReader(text);
        var scanner = new Scanner(reader, skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment && comment.Value.Trim() != usual.TrimStart('#').Trim()) return comment.Start.Line;
        }

        return null;
    }
}
