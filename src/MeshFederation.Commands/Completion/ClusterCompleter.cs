using System.Collections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes names of clusters that this session has made or read, then contexts of the kubeconfig.</summary>
public sealed class ClusterCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) => Names();

    /// <summary>The names.</summary>
    internal static IEnumerable<(string Text, string Tip)> Names()
    {
        var known = MeshSession.Current.Clusters.ToList();
        LocationOfSession.Tell(ServiceFiles.Session());
        var contexts = KubeconfigReader.TryReadContextNames(null, out var names) ? names : [];
        return known.Select(cluster => (cluster.Name, $"Istio {cluster.IstioVersion}, gateway {cluster.Gateway}"))
            .Concat(contexts.Where(context => !known.Exists(cluster => cluster.Name == context || cluster.Context == context))
                .Select(context => (context, "kubeconfig context " + context)));
    }
}
