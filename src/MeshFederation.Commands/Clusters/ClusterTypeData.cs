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
    /// <summary>Nobody asked for it, so the session's preferences are not about it.</summary>
    private const string Script = "param($data) Update-TypeData -TypeData $data -Force -WhatIf:$false -Confirm:$false";

    private static readonly ConditionalWeakTable<Runspace, object> Told = [];

    /// <summary>Tells it to the runspace of this thread, once.</summary>
    /// <param name="cmdlet">The cmdlet that runs.</param>
    public static void Tell(PSCmdlet cmdlet)
    {
        if (Runspace.DefaultRunspace is not { } runspace || Told.TryGetValue(runspace, out _)) return;
        Told.AddOrUpdate(runspace, runspace.InstanceId);
        try
        {
            cmdlet.InvokeCommand.InvokeScript(
                Script, useNewScope: true, PipelineResultTypes.None, null, (object)new[] { Cluster(), Deserialized() });
        }
        catch (CommandNotFoundException)
        {
            // A session of few commands: clusters out of a job are then taken as the property bags that they stay.
        }
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
