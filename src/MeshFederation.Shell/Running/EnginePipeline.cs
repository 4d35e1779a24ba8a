using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Running;

/// <summary>A pipeline that ends in the engine's own formatting: objects as its views show them, errors as errors, in the order they come.</summary>
internal static class EnginePipeline
{
    public static void Add(PowerShell shell, Command command)
    {
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
    }

    /// <summary>
    /// Shows an error that has ended a pipeline. The engine marks only what a running command writes as an error, and a command that
    /// wrote it again would put its own place in the script in the place of the true one; so the screen is told.
    /// </summary>
    public static void Show(PowerShell shell, ErrorRecord record, ShellScreen screen)
    {
        using var redirection = screen.ShowErrors();
        shell.AddCommand("Out-Default").Invoke(new[] { record });
    }
}
