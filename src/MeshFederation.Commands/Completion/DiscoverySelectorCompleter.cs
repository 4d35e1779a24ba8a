using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the selectors of clusters that this session has met, and that of Istio's documentation.</summary>
public sealed class DiscoverySelectorCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.SelectMany(cluster => cluster.MeshConfig.DiscoverySelector).Select(selector => selector.ToString())
            .Append("istio-discovery=enabled").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(text => (text, "namespaces with " + text));
}
