using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Visibility;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes who sees an object: Istio's own words, and namespaces that this session has met.</summary>
public sealed class ExportToCompleter : NameCompleter
{
    private static readonly (string, string)[] Words =
    [
        (ExportScope.All, "all namespaces, as without any setting"), (ExportScope.Own, "the object's own namespace"),
        (ExportScope.Nobody, "nobody"),
    ];

    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        Words
            .Concat(MeshSession.Current.Clusters.Select(cluster => cluster.IstioNamespace)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => (name, "namespace " + name)));
}
