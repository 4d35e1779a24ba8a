using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Running;

/// <summary>Runs one command line in a runspace, its output formatted by the engine, and says with which exit code it ended.</summary>
internal sealed class ScriptRun
{
    private readonly Runspace _runspace;
    private readonly ShellScreen _screen;
    private readonly StopRequest _stop;

    public ScriptRun(Runspace runspace, ShellScreen screen, StopRequest stop) => (_runspace, _screen, _stop) = (runspace, screen, stop);

    /// <summary>Runs it.</summary>
    /// <param name="command">The command with its parameters.</param>
    /// <returns>True when it came to its end without an error that ends it.</returns>
    public bool Invoke(Command command)
    {
        using var shell = PowerShell.Create(_runspace);
        EnginePipeline.Add(shell, command);
        using var registration = _stop.Token.Register(() => shell.BeginStop(null, null));
        try
        {
            // Only a command that goes to the history leaves $? behind.
            shell.Invoke(input: null, new PSInvocationSettings { AddToHistory = true });
            return true;
        }
        catch (PipelineStoppedException) when (_stop.Token.IsCancellationRequested)
        {
            return false;
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord);
            return false;
        }
    }

    /// <summary>Whether the last statement succeeded: $?.</summary>
    public bool LastSucceeded => _runspace.SessionStateProxy.GetVariable("?") is true;

    /// <summary>The exit code of the last program or script that left one: $LASTEXITCODE.</summary>
    public int LastExitCode => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;

    private void Show(ErrorRecord record)
    {
        using var shell = PowerShell.Create(_runspace);
        EnginePipeline.Show(shell, record, _screen);
    }
}
