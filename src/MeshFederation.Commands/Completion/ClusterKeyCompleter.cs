using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the clusters where a service runs, as keys of <c>cluster=value</c>.</summary>
public sealed class ClusterKeyCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.Select(cluster => (cluster.Name + "=", $"cluster=value, for {cluster.Name}"));
}
