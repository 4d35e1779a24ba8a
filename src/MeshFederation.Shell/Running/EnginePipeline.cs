using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MeshFederation.Shell.Running;

/// <summary>A pipeline that ends in the engine's own formatting: objects as its views show them, errors as errors, in the order they come.</summary>
internal static class EnginePipeline
{
    public static void Add(PowerShell shell, Command command)
    {
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
    }

    /// <summary>Shows an error that has ended a pipeline.</summary>
    public static void Show(PowerShell shell, ErrorRecord record)
    {
        var shown = new PSObject(record);
        // By this the engine's formatting knows that an error is an error and not an object to look at.
        shown.Properties.Add(new PSNoteProperty("writeErrorStream", value: true));
        shell.AddCommand("Out-Default").Invoke(new[] { shown });
    }
}
