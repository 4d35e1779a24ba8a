using System.Management.Automation;

namespace MeshFederation.Shell.Hosting;

/// <summary>Makes escape sequences of the sixteen colours of old; the console's own colour is none of them.</summary>
internal static class ConsoleColors
{
    /// <summary>What stands for the colour that the terminal has anyway.</summary>
    public const ConsoleColor Unset = (ConsoleColor)(-1);

    public static string Sequence(ConsoleColor foreground, ConsoleColor background) =>
        (Enum.IsDefined(foreground) ? PSStyle.MapForegroundColorToEscapeSequence(foreground) : "")
        + (Enum.IsDefined(background) ? PSStyle.MapBackgroundColorToEscapeSequence(background) : "");
}
