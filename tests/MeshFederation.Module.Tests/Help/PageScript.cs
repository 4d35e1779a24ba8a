using System.Text;

namespace MeshFederation.Module.Tests.Help;

/// <summary>
/// What a Markdown page lets its reader run: the blocks of <c>powershell</c> in their order. A block of another kind right behind one
/// is what it prints. Two hidden comments guide it: <c>&lt;!-- setup: … --&gt;</c> runs before the next block, and
/// <c>&lt;!-- not run: why --&gt;</c> keeps the next block from being run.
/// </summary>
internal sealed class PageScript
{
    private const string Setup = "<!-- setup:";
    private const string NotRun = "<!-- not run:";
    private const string CommentEnd = "-->";
    private const string Fence = "```";

    private readonly string[] _lines;

    private PageScript(string path, string[] lines) => (Path, _lines) = (path, lines);

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public static PageScript Read(string path) => new(path, File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'));

    public IEnumerable<PageStep> Steps()
    {
        var (setup, why) = ("", (string?)null);
        for (var index = 0; index < _lines.Length; index++)
        {
            if (_lines[index].StartsWith(Setup, StringComparison.Ordinal))
            {
                setup = Comment(ref index, Setup);
            }
            else if (_lines[index].StartsWith(NotRun, StringComparison.Ordinal))
            {
                why = Comment(ref index, NotRun);
            }
            else if (_lines[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                var (language, line) = (_lines[index][Fence.Length..], index + 2);
                var text = Block(ref index);
                if (language != "powershell") continue;
                var output = OutputBehind(ref index);
                yield return new(line, text, output, setup, why, index + 1);
                (setup, why) = ("", null);
            }
        }
    }

    /// <summary>Writes what was really printed into the page.</summary>
    public void Rewrite(IEnumerable<(PageStep Step, string Output)> printed)
    {
        var lines = _lines.ToList();
        foreach (var (step, output) in printed.OrderByDescending(entry => entry.Step.Line))
        {
            if (step.Output == output) continue;
            var scriptEnd = step.Line - 1 + step.Script.Split('\n').Length;
            var language = step.Output.Length > 0
                ? lines[lines.FindIndex(scriptEnd + 1, line => line.StartsWith(Fence, StringComparison.Ordinal))]
                : Fence + "Output";
            lines.RemoveRange(scriptEnd + 1, step.EndLine - scriptEnd - 1);
            if (output.Length > 0) lines.InsertRange(scriptEnd + 1, ["", language, .. output.Split('\n'), Fence]);
        }

        File.WriteAllText(Path, string.Join('\n', lines));
    }

    private string Comment(ref int index, string start)
    {
        var text = new StringBuilder(_lines[index][start.Length..]);
        while (!_lines[index].EndsWith(CommentEnd, StringComparison.Ordinal)) text.Append('\n').Append(_lines[++index]);
        return text.ToString()[..^CommentEnd.Length].Trim();
    }

    private string Block(ref int index)
    {
        var start = index + 1;
        do index++;
        while (!_lines[index].StartsWith(Fence, StringComparison.Ordinal));
        return string.Join('\n', _lines[start..index]);
    }

    private string OutputBehind(ref int index)
    {
        var next = index + 1;
        while (next < _lines.Length && _lines[next].Length == 0) next++;
        if (next >= _lines.Length || !_lines[next].StartsWith(Fence, StringComparison.Ordinal) || _lines[next] == Fence + "powershell")
            return "";
        index = next;
        return Block(ref index);
    }
}
