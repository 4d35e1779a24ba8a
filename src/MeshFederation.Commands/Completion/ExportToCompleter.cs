using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes who sees an object: Istio's own words, and namespaces that this session has met.</summary>
public sealed class ExportToCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        new[] { ("*", "all namespaces, as without any setting"), (".", "the object's own namespace"), ("~", "nobody") }
            .Concat(MeshSession.Current.Clusters.Select(cluster => cluster.IstioNamespace)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => (name, "namespace " + name)));
}
