using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes the Gateway of a split: those that the session's services name, and the clusters, since one may stand before it.
/// </summary>
public sealed class SplitGatewayCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var known = GatewayNames.Known().DistinctBy(gateway => gateway.Name, StringComparer.Ordinal).ToList();
        foreach (var gateway in known) yield return (gateway.Name, gateway.Tip);
        foreach (var cluster in MeshSession.Current.Clusters)
        {
            var start = cluster.Name + "/";
            if (!typed.StartsWith(start, StringComparison.OrdinalIgnoreCase)) yield return (start, $"the Gateway of {cluster.Name} alone");
            else foreach (var gateway in known) yield return (start + gateway.Name, $"in {cluster.Name} alone: {gateway.Tip}");
        }
    }
}
