namespace MeshFederation.Shell.Tests;

/// <summary>What a person at a terminal sees and is asked.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task Questions_are_asked_and_answers_taken()
    {
        var screen = await PseudoTerminal.Run([ShellProgram.Script("ask.ps1")], "g\n!?\nhello\none\ntwo\n\n");
        Assert.Contains("Colour\nWhich one?\n[R] Red  [G] Green  [?] Help (default is \"R\"): g\nchosen=1\n", screen);
        Assert.Contains("Word: !?\nany word\nWord: hello\n", screen);
        Assert.Contains("List[2]: \nword=hello list=one+two\n", screen);
    }

    [Fact]
    public async Task A_confirmation_is_what_decides()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var screen = await PseudoTerminal.Run([ShellProgram.Script("export.ps1"), "-Path", folder, "-Confirm"], "y\nl\n");
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All", screen);
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task NonInteractive_refuses_even_on_a_terminal() =>
        Assert.Contains("There is no terminal to ask on", await PseudoTerminal.Run(["-NonInteractive", "-c", "try { $Host.UI.ReadLine() } catch { $_ }; 0"], ""));

    [Fact]
    public async Task Colours_are_shown_unless_NO_COLOR_is_set()
    {
        string[] command = ["-c", "New-MeshCluster north; No-Such; 0"];
        Assert.Contains("\e[31;1m", await PseudoTerminal.Run(command, ""));
        Assert.DoesNotContain("\e[", await PseudoTerminal.Run(command, "", new() { ["NO_COLOR"] = "1" }));
    }

    [Fact]
    public async Task Progress_is_one_line_that_goes_away()
    {
        var screen = await PseudoTerminal.Run([ShellProgram.Script("streams.ps1")], "");
        Assert.Matches(@"\r\e\[K\e\[[0-9;]*man activity its status\e\[0m\r\e\[Khost text\n", screen);
    }

    [Fact]
    public async Task A_table_is_as_wide_as_the_window() =>
        Assert.Contains("columns=100\n", await PseudoTerminal.Run(["-c", "\"columns=$($Host.UI.RawUI.WindowSize.Width)\""], ""));
}
