using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes what takes over for destinations: clusters of the session, and behind the slash the versions known to run there.
/// </summary>
public sealed class FallbackCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var session = MeshSession.Current;
        return session.Clusters.SelectMany(cluster => session.VersionsIn(cluster.Name)
            .Select(version => ($"{cluster.Name}/{version}", $"takes over while others do not answer: pods of {version} in {cluster}"))
            .Append((cluster.Name, $"takes over while others do not answer: all pods in {cluster}")));
    }
}
