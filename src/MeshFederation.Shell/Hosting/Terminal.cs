using System.Management.Automation;
using System.Management.Automation.Internal;

namespace MeshFederation.Shell.Hosting;

/// <summary>
/// The terminal or the files that the program's streams lead to. Colours reach terminals only, progress never gets between two lines,
/// and every stream is UTF-8.
/// </summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>The width that tables are made for where there is no terminal.</summary>
    public const int WidthOfFiles = 120;

    private readonly Lock _lock = new();
    private readonly ProgressLine _progress;
    private readonly bool _colour;

    public Terminal(bool nonInteractive)
    {
        CanAsk = !nonInteractive && !Console.IsInputRedirected && !(Console.IsOutputRedirected && Console.IsErrorRedirected);
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        if (plain) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        _colour = !plain && VirtualTerminal.Enable();
        _progress = new ProgressLine(Console.Error, shown: !Console.IsErrorRedirected && _colour);
    }

    /// <summary>Whether there is someone to ask.</summary>
    public bool CanAsk { get; }

    /// <summary>Whether one of the streams shows colours.</summary>
    public bool HasColour => _colour && !(Console.IsOutputRedirected && Console.IsErrorRedirected);

    /// <summary>The columns that there are.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? WidthOfFiles : Console.WindowWidth;

    /// <summary>The lines that there are.</summary>
    public static int Height => Console.IsOutputRedirected || Console.WindowHeight <= 0 ? 50 : Console.WindowHeight;

    public void Out(string text) => Write(Console.Out, text, _colour && !Console.IsOutputRedirected);

    public void Error(string text) => Write(Console.Error, text, _colour && !Console.IsErrorRedirected);

    /// <summary>Writes what is said to a person, where it is seen even when the output goes into a file.</summary>
    public void Ask(string text)
    {
        if (Console.IsOutputRedirected) Error(text);
        else Out(text);
    }

    /// <summary>Says what a question is about.</summary>
    public void Introduce(params IEnumerable<string?> lines)
    {
        foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line))) Ask(line + Environment.NewLine);
    }

    public void Progress(ProgressRecord record)
    {
        lock (_lock) _progress.Show(record);
    }

    public void Dispose()
    {
        lock (_lock) _progress.Clear();
    }

    private void Write(TextWriter writer, string text, bool colour)
    {
        // A script that asks for ANSI gets it everywhere, as agents that colour their logs want it.
        var keep = colour || PSStyle.Instance.OutputRendering == OutputRendering.Ansi;
        lock (_lock)
        {
            _progress.Clear();
            writer.Write(keep ? text : new StringDecorated(text).ToString(OutputRendering.PlainText));
            if (text.Length > 0) _progress.AtLineStart = text[^1] == '\n';
        }
    }
}
