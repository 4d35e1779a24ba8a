using System.Buffers;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// The names in a list of contexts as kubectl writes it, line by line: the runtime takes longer to compile a parser of YAML than somebody
/// who pressed the Tab key wants to wait. Of what is written in any other way it says nothing.
/// </summary>
internal sealed class ContextLines
{
    private static readonly SearchValues<char> OfKeys =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/");

    /// <summary>Words that a reader of YAML may take for something else than a text.</summary>
    private static readonly string[] NoText = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _level = -1;
    private bool _isNamed = true;
    private bool _isOpen;

    /// <summary>Reads the names of a list.</summary>
    /// <param name="list">The text of the list with its key, as <see cref="KubeconfigText.ContextsOf"/> cuts it.</param>
    /// <returns>The names; null where anything is written in another way, or is wrong.</returns>
    public static IReadOnlyCollection<string>? TryRead(string list)
    {
        var lines = new ContextLines();
        var rest = list.AsSpan();
        if (Next(ref rest) is not KubeconfigText.Key) return null;
        while (!rest.IsEmpty)
        {
            if (Next(ref rest) is { IsEmpty: false } line && !lines.Takes(line)) return null;
        }

        return lines._isNamed ? lines._names : null;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line is [.., '\r'] ? line[..^1] : line;
    }

    /// <summary>Whether a line is of the usual form; takes the name that stands in it.</summary>
    private bool Takes(ReadOnlySpan<char> line)
    {
        var indent = line.IndexOfAnyExcept(' ');
        if (indent < 0) return false;
        if (_level < 0) _level = indent;
        line = line[indent..];
        var isItem = line.StartsWith("- ", StringComparison.Ordinal);
        if (isItem) line = line[2..];
        var colon = line.IndexOf(':');
        if (colon < 1 || line[..colon].ContainsAnyExcept(OfKeys) || !IsPlain(line[(colon + 1)..])) return false;
        if (indent > _level + 2) return _isOpen;
        if (isItem ? indent != _level || !_isNamed : indent != _level + 2) return false;
        if (isItem) _isNamed = false;
        return TakesKey(line[..colon], line[(colon + 1)..].TrimStart(' '));
    }

    private bool TakesKey(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        _isOpen = key is "context" && value.IsEmpty;
        if (key is not "name") return _isOpen;
        if (_isNamed || !IsName(value) || !_names.Add(value.ToString())) return false;
        return _isNamed = true;
    }

    /// <summary>Whether what follows a key is nothing, or as it stands there: no quotes, no comment, and ended with its line.</summary>
    private static bool IsPlain(ReadOnlySpan<char> value) =>
        value is [] || (value is [' ', var start, ..] && value[^1] is not (' ' or ':')
            && (char.IsAsciiLetterOrDigit(start) || start == '/') && !value.ContainsAnyExceptInRange(' ', '~')
            && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal));

    private static bool IsName(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || !char.IsAsciiLetter(value[0])) return false;
        foreach (var word in NoText)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }
}
