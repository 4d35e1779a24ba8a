using System.Diagnostics;
using System.Reflection;

namespace MeshFederation.Shell.Tests;

/// <summary>Runs the built program as a process.</summary>
internal static class ShellProgram
{
    public static string Folder { get; } = Metadata("ShellFolder");

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Executable { get; } = ExecutableIn(Folder);

    public static string ExecutableIn(string folder) => Path.Combine(folder, "MeshFederation.Shell" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>The path of a script that the tests bring along.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "scripts", name);

    public static Task<ShellResult> Command(string text) => Run(["-Command", text]);

    public static async Task<ShellResult> Run(string[] arguments, string? input = null, Dictionary<string, string?>? environment = null, string? program = null)
    {
        using var process = Start(program ?? Executable, arguments, environment);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await Finish(process);
    }

    public static Process Start(string program, string[] arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<ShellResult> Finish(Process process, string outputSoFar = "")
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ShellResult(process.ExitCode, Lines(outputSoFar + await output), Lines(await error));
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Metadata(string key) => typeof(ShellProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
