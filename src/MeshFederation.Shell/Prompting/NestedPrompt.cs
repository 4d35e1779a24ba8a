using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MeshFederation.Shell.Hosting;
using MeshFederation.Shell.Running;

namespace MeshFederation.Shell.Prompting;

/// <summary>What "Suspend" at a confirmation opens: commands are run one by one, to look around, until <c>exit</c>.</summary>
internal sealed class NestedPrompt
{
    private readonly ShellHost _host;
    private readonly LineReader _lines;
    private int _depth;

    public NestedPrompt(ShellHost host, LineReader lines) => (_host, _lines) = (host, lines);

    public void Enter()
    {
        var depth = ++_depth;
        _host.UI.WriteLine("Suspended; 'exit' goes back.");
        while (_depth >= depth)
        {
            _host.UI.Write(new string('>', depth + 1) + " ");
            var line = _lines.ReadLine("a command");
            if (line.Trim().Equals("exit", StringComparison.OrdinalIgnoreCase)) Exit();
            else if (!string.IsNullOrWhiteSpace(line)) Run(line);
        }
    }

    public void Exit()
    {
        if (_depth > 0) _depth--;
    }

    private void Run(string line)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        EnginePipeline.Add(shell, new Command(line, isScript: true, useLocalScope: false));
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            using var screen = PowerShell.Create(RunspaceMode.CurrentRunspace);
            EnginePipeline.Show(screen, exception.ErrorRecord, _host.Screen);
        }
    }
}
