using System.Management.Automation.Runspaces;
using MeshFederation.Shell.Arguments;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Running;

/// <summary>Does what the command line asks for.</summary>
internal static class ShellRun
{
    public static int Run(ShellArguments arguments)
    {
        var manifest = ModuleFolder.FindManifest(AppContext.BaseDirectory);
        if (arguments.WorkingDirectory is { } folder) Enter(folder);
        var command = CommandOf(arguments);

        using var stop = new StopRequest();
        using var terminal = new Terminal(arguments.NonInteractive);
        var host = new ShellHost(terminal, stop.Token);
        using var runspace = ShellRunspace.Open(host, manifest);
        host.Runspace = runspace;

        var run = new ScriptRun(runspace, host.Screen, stop);
        var finished = run.Invoke(command);
        host.Screen.Finish();
        if (stop.Token.IsCancellationRequested) return stop.ExitCode;
        if (host.ExitCode is { } exit) return exit;
        if (!finished) return ExitCodes.Failure;
        if (arguments.Action == ShellAction.StandardInput || run.LastSucceeded) return ExitCodes.Success;

        // A script file's own 'exit N' reaches its caller as $? and $LASTEXITCODE; without one, the call itself has failed.
        return arguments.Action == ShellAction.File && run.LastExitCode != 0 ? run.LastExitCode : ExitCodes.Failure;
    }

    private static Command CommandOf(ShellArguments arguments) => arguments.Action switch
    {
        ShellAction.File => new Command(ScriptCall.Write(ExistingScript(arguments.Text), arguments.ScriptArguments), isScript: true, useLocalScope: false),
        ShellAction.Command => new Command(arguments.Text, isScript: true, useLocalScope: false),
        _ => StandardInput(arguments.ScriptArguments),
    };

    private static Command StandardInput(IEnumerable<string> arguments)
    {
        using var reader = new StreamReader(Console.OpenStandardInput());
        var command = new Command(reader.ReadToEnd(), isScript: true, useLocalScope: false);
        foreach (var parameter in ScriptCall.Parameters(arguments)) command.Parameters.Add(parameter);
        return command;
    }

    private static string ExistingScript(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new UsageException($"'{path}' is a folder; give the script in it.");
        if (!File.Exists(full)) throw new UsageException($"There is no script '{path}'. Check the path; a relative one starts at '{Environment.CurrentDirectory}'. -Help says how this program is used.");
        return full.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? full
            : throw new UsageException($"'{path}' is not a PowerShell script: its name does not end in .ps1. Rename it, or pipe it in and give '-' in its place.");
    }

    private static void Enter(string folder)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"There is no folder '{folder}' to work in.");
        Environment.CurrentDirectory = folder;
    }
}
