using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes names of clusters that this session has made or read.</summary>
public sealed class ClusterCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.Select(cluster => (cluster.Name, $"Istio {cluster.IstioVersion}, gateway {cluster.Gateway}"));
}
