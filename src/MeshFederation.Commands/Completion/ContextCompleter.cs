using System.Collections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Commands.Arguments;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes kubeconfig contexts from the file alone.</summary>
public sealed class ContextCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var kubeconfig = bound.Contains("Kubeconfig") ? ArgumentMap.Text(bound["Kubeconfig"]) : null;
        return KubeconfigReader.TryReadContextNames(kubeconfig, out var names) ? names.Select(name => (name, "kubeconfig context " + name)) : [];
    }
}
