using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands;

/// <summary>
/// The base of all cmdlets: turns a <see cref="MeshException"/> into a terminating error with its own id and recommended action.
/// Mistakes in declarations end the whole pipeline, because what comes after would otherwise publish or prune half of what was meant.
/// </summary>
public abstract class MeshCommand : PSCmdlet
{
    /// <summary>Runs before the pipeline's first object.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Runs for every object of the pipeline.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Runs after the pipeline's last object.</summary>
    protected virtual void End()
    {
    }

    /// <inheritdoc />
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc />
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc />
    protected sealed override void EndProcessing() => Guard(End);

    /// <summary>Whether a parameter was given.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>True when it was.</returns>
    protected bool IsBound(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Says that one of several things failed, and goes on with the others.</summary>
    /// <param name="exception">What failed.</param>
    protected void WriteFailure(MeshException exception) => WriteError(ErrorRecords.Of(exception));

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (MeshException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception));
        }
    }
}
