namespace MeshFederation.Clusters.Connections;

/// <summary>Finds the program of a credential plugin.</summary>
internal static class PluginCommand
{
    /// <summary>
    /// The program. On Windows a plugin may be a script with an ending of <c>%PATHEXT%</c>, which the system does not find by its name
    /// alone.
    /// </summary>
    public static string Find(string command)
    {
        if (!OperatingSystem.IsWindows() || Path.HasExtension(command)) return command;
        var endings = (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var folders = Path.IsPathRooted(command)
            ? [""]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, command + ending))).FirstOrDefault(File.Exists)
            ?? command;
    }
}
