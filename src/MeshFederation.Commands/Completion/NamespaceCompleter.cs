using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes namespaces that this session has met, of services and of Istio.</summary>
public sealed class NamespaceCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services.Select(service => service.Namespace)
            .Concat(MeshSession.Current.Clusters.SelectMany(cluster => new[] { cluster.IstioNamespace, cluster.Gateway.Namespace }))
            .Concat([ContextNamespace.Usual, MeshCluster.UsualNamespace]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (name, "namespace " + name));
}
