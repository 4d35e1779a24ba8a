using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MeshFederation.Commands.Loading;

/// <summary>The runspaces that have the module. What a process has once, as the hook of loading, goes with the last of them.</summary>
internal static class ImportingRunspaces
{
    private static readonly ConditionalWeakTable<Runspace, object> Importing = [];

    public static void Add()
    {
        if (Runspace.DefaultRunspace is { } runspace) Importing.AddOrUpdate(runspace, runspace.InstanceId);
    }

    /// <summary>Takes the runspace of this thread out.</summary>
    /// <returns>Whether another one that is still open has the module.</returns>
    public static bool Remove()
    {
        if (Runspace.DefaultRunspace is { } runspace) Importing.Remove(runspace);
        return Importing.Any(other => other.Key.RunspaceStateInfo.State is RunspaceState.Opened or RunspaceState.Opening);
    }
}
