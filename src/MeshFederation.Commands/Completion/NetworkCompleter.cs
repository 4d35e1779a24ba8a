using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes networks that this session has met.</summary>
public sealed class NetworkCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.Select(cluster => cluster.Network)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(network => (network, "network " + network));
}
