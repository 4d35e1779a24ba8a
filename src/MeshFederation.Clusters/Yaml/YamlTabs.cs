using YamlDotNet.Core;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Finds the tab that a parser stumbled over; its own message names neither the tab nor, often, the line that has it.</summary>
internal static class YamlTabs
{
    /// <summary>What is wrong, as a sentence (YAML 1.2, 6.1 Indentation Spaces).</summary>
    public const string Cause = "A tab is not allowed in the indentation of YAML; write spaces there.";

    /// <summary>Finds the tab.</summary>
    /// <param name="text">The text.</param>
    /// <param name="read">The line up to which it was read well, from 1.</param>
    /// <param name="exception">What the parser says; where it stopped may be far before the tab.</param>
    /// <returns>Its place, or null when it is no tab.</returns>
    public static Mark? Find(string text, long read, YamlException exception)
    {
        var lines = text.Split('\n');
        var isTab = exception.Message.Contains(" tab ", StringComparison.Ordinal);
        var last = isTab ? lines.Length : Math.Min(exception.Start.Line, lines.Length);
        for (var number = isTab ? Math.Max(1, read) : Math.Max(1, exception.Start.Line - 1); number <= last; number++)
        {
            var line = lines[number - 1].AsSpan();
            var indent = line.IndexOfAnyExcept(' ');
            if (indent >= 0 && line[indent] == '\t' && line.Trim() is [not '#', ..]) return new(0, number, indent + 1);
        }

        return null;
    }
}
