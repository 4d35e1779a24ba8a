using System.Collections;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the labels of versions known to run in the destination's cluster.</summary>
public sealed class SubsetCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        (bound.Contains("Cluster")
            ? MeshSession.Current.VersionsIn(ArgumentMap.Text(bound["Cluster"]))
            : MeshSession.Current.Clusters.SelectMany(cluster => MeshSession.Current.VersionsIn(cluster.Name)))
            .Distinct(StringComparer.Ordinal).Select(version => (version, "pods of " + version));
}
