using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace MeshFederation.Commands.Federations;

/// <summary>Asks at the prompt, where somebody can be asked.</summary>
internal static class Prompt
{
    /// <summary>Has the host ask.</summary>
    /// <remarks>The console's host meets the end of its input with a NullReferenceException (PromptForChoice of PowerShell 7.6).</remarks>
    /// <param name="ask">The call of the host or the engine, and nothing else: what of ours breaks must not pass for it.</param>
    /// <exception cref="HostException">The input is closed, or the host cannot ask.</exception>
    public static T ByHost<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (NullReferenceException exception)
        {
            throw new HostException("the input ends, as that of a job or of /dev/null does.", exception);
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException)
        {
            throw new HostException("the host of this session has nobody to ask.", exception);
        }
    }

    /// <summary>Whether an exception says that nobody can be asked: no host, -NonInteractive, or an input that is closed.</summary>
    public static bool IsImpossible(Exception exception) =>
        exception is PSInvalidOperationException or HostException;

    /// <summary>Asks for the value of a parameter, as PowerShell asks for mandatory ones.</summary>
    /// <returns>What was typed; null when nobody can be asked.</returns>
    public static string? ForParameter(PSCmdlet cmdlet, string parameter, string help)
    {
        var field = new FieldDescription(parameter) { HelpMessage = help };
        field.SetParameterType(typeof(string));
        var caption = FormattableString.Invariant(
            $"cmdlet {cmdlet.MyInvocation.MyCommand.Name} at command pipeline position {cmdlet.MyInvocation.PipelinePosition}");
        try
        {
            var typed = ByHost(() => cmdlet.Host.UI.Prompt(
                caption, "Supply values for the following parameters:", new Collection<FieldDescription> { field }));
            return typed is not null && typed.TryGetValue(parameter, out var value) ? (value?.BaseObject as string)?.Trim() : null;
        }
        catch (Exception exception) when (IsImpossible(exception))
        {
            return null;
        }
    }
}
