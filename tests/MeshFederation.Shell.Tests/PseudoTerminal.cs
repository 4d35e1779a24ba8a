namespace MeshFederation.Shell.Tests;

/// <summary>Runs the program on a terminal of 100 columns, made by the script program of util-linux.</summary>
internal static class PseudoTerminal
{
    private const string Program = "/usr/bin/script";

    public static async Task<string> Run(string[] arguments, string typed, Dictionary<string, string?>? environment = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Program), "There is no util-linux to make a terminal with.");
        var command = string.Join(' ', arguments.Prepend(ShellProgram.Executable).Select(word => $"'{word}'"));
        var settings = new Dictionary<string, string?> { ["TERM"] = "xterm", ["NO_COLOR"] = null };
        foreach (var (name, value) in environment ?? []) settings[name] = value;
        var result = await ShellProgram.Run(["-qec", $"stty cols 100 rows 30 -echo; exec {command}", "/dev/null"], typed, settings, Program);
        // The runtime switches the keypad when it meets a terminal, colours or not.
        return result.Succeeded().Output.Replace("\e[?1h\e=", "", StringComparison.Ordinal);
    }
}
