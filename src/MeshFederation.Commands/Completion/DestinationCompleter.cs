using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes destinations: clusters of the session, and behind the slash the versions known to run there.</summary>
public sealed class DestinationCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var session = MeshSession.Current;
        var slash = typed.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            var cluster = typed[..slash];
            return session.VersionsIn(cluster)
                .Select(version => ($"{cluster}/{version}:", $"cluster/version:weight, pods of {version} in {cluster}"));
        }

        return session.Clusters.SelectMany(cluster => session.VersionsIn(cluster.Name)
            .Select(version => ($"{cluster.Name}/{version}:", $"cluster/version:weight, pods of {version} in {cluster}"))
            .Append((cluster.Name + ":", $"cluster:weight, all pods in {cluster}")));
    }
}
