using MeshFederation.Planning.Declarations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Declarations;

/// <summary>
/// Finds where a value stands in a text that was read well. It goes through the text again, so that reading need not keep places that
/// nobody asks for.
/// </summary>
internal sealed class PlaceFinder
{
    private readonly Parser _parser;
    private readonly IReadOnlyList<object> _steps;
    private readonly bool _isKey;
    private (long Line, long Column) _found = (1, 1);

    private PlaceFinder(Parser parser, ValuePath path) => (_parser, _steps, _isKey) = (parser, path.Steps, path.IsKey);

    /// <summary>The line and column of a value, from 1; of the last thing on the way to it that is there, where it is not.</summary>
    public static (long Line, long Column) Find(string text, ValuePath path)
    {
        using var reader = new StringReader(text.StartsWith('\uFEFF') ? text[1..] : text);
        var finder = new PlaceFinder(new(reader), path);
        try
        {
            while (finder._parser.MoveNext() && finder._parser.Current is not DocumentStart)
            {
                // What comes before the document.
            }

            finder._parser.MoveNext();
            finder.Node(0, isOnTheWay: true);
        }
        catch (YamlException)
        {
            // What is read another way than by the parser, as tabs in JSON; the last good place must do.
        }

        return finder._found;
    }

    /// <summary>The column of a key on a line, the last one where it stands there twice.</summary>
    public static long ColumnOf(string text, int line, string key)
    {
        var lines = text.Split('\n');
        return line <= lines.Length && lines[line - 1].LastIndexOf(key, StringComparison.Ordinal) is >= 0 and var at ? at + 1 : 1;
    }

    /// <summary>Goes through the value that the parser is at, and notes its place when it is on the way.</summary>
    private void Node(int depth, bool isOnTheWay)
    {
        var start = _parser.Current!;
        if (isOnTheWay && !(_isKey && depth == _steps.Count)) _found = (start.Start.Line, start.Start.Column);
        if (start is MappingStart) Map(depth, isOnTheWay && depth < _steps.Count);
        else if (start is SequenceStart) List(depth, isOnTheWay && depth < _steps.Count);
    }

    private void Map(int depth, bool isOnTheWay)
    {
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = _parser.Current as Scalar;
            var isNext = isOnTheWay && key is not null && Equals(_steps[depth], key.Value);
            if (isNext) _found = (key!.Start.Line, key.Start.Column);
            if (key is null) Node(depth + 1, isOnTheWay: false);
            _parser.MoveNext();
            Node(depth + 1, isNext);
        }
    }

    private void List(int depth, bool isOnTheWay)
    {
        for (var index = 0; _parser.MoveNext() && _parser.Current is not SequenceEnd; index++)
        {
            Node(depth + 1, isOnTheWay && Equals(_steps[depth], index));
        }
    }
}
