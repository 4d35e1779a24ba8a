using System.Runtime.CompilerServices;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Clusters;

/// <summary>
/// Clusters that are named by a context which the session has not read. While arguments are bound they only lead somewhere; a cmdlet that
/// must know more of them reads them, as Get-MeshCluster does.
/// </summary>
internal static class ContextClusters
{
    private static readonly ConditionalWeakTable<MeshCluster, string> Unread = [];

    /// <summary>The cluster of a context of the usual kubeconfig; null when there is no such context.</summary>
    public static MeshCluster? Find(string name)
    {
        if (!KubeconfigReader.TryReadContextNames(null, out var contexts)) return null;
        var context = contexts.FirstOrDefault(context => context == name)
            ?? contexts.FirstOrDefault(context => string.Equals(context, name, StringComparison.OrdinalIgnoreCase));
        if (context is null) return null;
        var cluster = new MeshCluster(context, context);
        Unread.Add(cluster, context);
        return cluster;
    }

    /// <summary>Reads those of clusters that were named by a context.</summary>
    /// <param name="command">The command, which shows what is said meanwhile.</param>
    /// <param name="work">Its work on clusters.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="budget">What the command may wait in all; null for the usual time of reading.</param>
    /// <exception cref="MeshException">One cannot be read, or cannot be called as its context.</exception>
    public static MeshCluster[] Read(MeshCommand command, ClusterWork work, MeshCluster[] clusters, Func<TimeBudget?> budget)
    {
        var targets = clusters.Where(cluster => Unread.TryGetValue(cluster, out _)).Select(cluster => cluster.Context)
            .Distinct(StringComparer.Ordinal).Where(context => MeshSession.Current.Find(context) is null).Select(Target).ToList();
        if (targets.Count > 0)
        {
            LocationOfSession.Tell(command.SessionState);
            command.WriteVerbose($"Reading {string.Join(", ", targets.Select(target => target.Context))}.");
            var discovery = new ClusterDiscovery(null, new() { Budget = budget() });
            foreach (var found in work.Stream(stop => discovery.ReadAsync(targets, stop), command))
            {
                foreach (var warning in found.Warning) command.WriteWarning(warning);
                if (found.Failure is not null) throw found.Failure;
                if (found.Cluster is not null) MeshSession.Current.Remember(found.Cluster);
            }
        }

        return [.. clusters.Select(cluster => Unread.TryGetValue(cluster, out var context) ? MeshSession.Current.Find(context)! : cluster)];
    }

    private static DiscoveryTarget Target(string context)
    {
        try
        {
            return ContextTargets.Of(context, null);
        }
        catch (MeshException exception)
        {
            throw new MeshException(
                exception.ErrorId,
                exception.Kind,
                exception.Message,
                $"Read it under another name first: Get-MeshCluster '{context}' -Name NAME.",
                context,
                exception);
        }
    }
}
