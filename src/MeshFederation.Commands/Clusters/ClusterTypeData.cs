using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Clusters;

/// <summary>
/// Tells PowerShell how clusters are converted and serialized, and that those of jobs and files become clusters again. A types file of the
/// module would say it at import, which reading one makes half as long again; no cluster is there before the first command has run.
/// </summary>
internal static class ClusterTypeData
{
    /// <summary>
    /// Update-TypeData by its type: by its name PowerShell would look for it in modules, and import the one that has it, which takes a
    /// fresh session longer than all else that a command does.
    /// </summary>
    private static readonly Lazy<CommandInfo?> UpdateTypeData = new(static () =>
        Type.GetType("Microsoft.PowerShell.Commands.UpdateTypeDataCommand, Microsoft.PowerShell.Commands.Utility") is { } type
            ? new CmdletInfo("Update-TypeData", type)
            : null);

    private static readonly ConditionalWeakTable<Runspace, object> Told = [];

    /// <summary>Tells it to the runspace of this thread, once.</summary>
    public static void Tell()
    {
        if (Runspace.DefaultRunspace is not { } runspace || Told.TryGetValue(runspace, out _)) return;
        Told.AddOrUpdate(runspace, runspace.InstanceId);

        // A PowerShell without it takes clusters out of a job as the property bags that they stay.
        if (UpdateTypeData.Value is not { } command) return;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);

        // Nobody asked for it, so the session's preferences are not about it.
        shell.AddCommand(command).AddParameter("TypeData", new[] { Cluster(), Deserialized() }).AddParameter("Force")
            .AddParameter("WhatIf", false).AddParameter("Confirm", false).Invoke();
    }

    private static TypeData Cluster()
    {
        var data = new TypeData(typeof(MeshCluster))
        {
            TypeConverter = typeof(ClusterConverter),
            SerializationMethod = "SpecificProperties",
            PropertySerializationSet = new(["Name", "Context", "IstioVersion", ClusterConverter.Document]),
        };
        var getter = typeof(ClusterConverter).GetMethod(nameof(ClusterConverter.GetDocument))!;
        data.Members.Add(ClusterConverter.Document, new CodePropertyData(ClusterConverter.Document, getter) { IsHidden = true });
        return data;
    }

    private static TypeData Deserialized() =>
        new(ClusterConverter.DeserializedName) { TargetTypeForDeserialization = typeof(MeshCluster) };
}
