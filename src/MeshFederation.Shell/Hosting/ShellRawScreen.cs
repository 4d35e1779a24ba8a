using System.Management.Automation.Host;

namespace MeshFederation.Shell.Hosting;

/// <summary>The screen's measures. What only Windows' old console can do, such as reading the screen back, ends in an error.</summary>
internal sealed class ShellRawScreen : PSHostRawUserInterface
{
    private string _title = "";

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColors.Unset;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColors.Unset;

    public override Size BufferSize
    {
        get => new(Terminal.Width, Terminal.Height);
        set => throw Unsupported("the size of the screen is the terminal's");
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => BufferSize = value;
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? default : new Coordinates(Console.CursorLeft, Console.CursorTop);
        set
        {
            if (!Console.IsOutputRedirected) Console.SetCursorPosition(value.X, value.Y);
        }
    }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override string WindowTitle
    {
        get => _title;
        set
        {
            _title = value;
            if (!Console.IsOutputRedirected) Console.Title = value;
        }
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable) Console.ReadKey(intercept: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported("a terminal cannot be read back");

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw Unsupported("single keys are not read; use Read-Host or a parameter");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported("a terminal scrolls by itself");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported("use escape sequences to draw");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // What Clear-Host does where it does not call a program of the system.
        if (Console.IsOutputRedirected) return;
        Console.Clear();
    }

    private static HostException Unsupported(string reason) =>
        new($"This host has no such screen: {reason}.", innerException: null, "MeshScreenUnsupported", System.Management.Automation.ErrorCategory.NotImplemented);
}
