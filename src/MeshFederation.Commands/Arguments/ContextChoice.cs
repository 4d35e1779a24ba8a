using System.Management.Automation;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Chooses contexts of a kubeconfig.</summary>
internal sealed class ContextChoice
{
    private readonly string? _kubeconfig;

    public ContextChoice(string? kubeconfig) => _kubeconfig = kubeconfig;

    /// <summary>The contexts that names and wildcards mean, each once; all when there are none.</summary>
    /// <param name="wanted">Names and wildcards.</param>
    /// <param name="refuse">Is told of each name that is not there; a wildcard may find nothing.</param>
    /// <exception cref="MeshException">The kubeconfig cannot be read, or has no contexts.</exception>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> wanted, Action<MeshException> refuse)
    {
        var all = KubeconfigReader.ReadContexts(_kubeconfig).Name;
        if (all.Count == 0) throw None();
        var chosen = new List<string>();
        foreach (var name in wanted.Count == 0 ? ["*"] : wanted)
        {
            var found = all.Where(context => Matches(name, context)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) refuse(NotFound(name, all));
            chosen.AddRange(found);
        }

        return [.. chosen.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// A name that is there is itself, whatever characters it has; the case of contexts counts only where two differ in nothing else.
    /// </summary>
    private static bool Matches(string name, string context) =>
        string.Equals(name, context, StringComparison.OrdinalIgnoreCase)
        || WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(context);

    private MeshException None() => new(
        MeshErrorId.ContextMissing,
        MeshErrorKind.ObjectNotFound,
        _kubeconfig is null
            ? "There is no kubeconfig with a context in $env:KUBECONFIG or ~/.kube/config."
            : $"The kubeconfig '{_kubeconfig}' has no context.",
        "Fetch the kubeconfig from where the clusters are managed, and name its file with -Kubeconfig or $env:KUBECONFIG.",
        _kubeconfig);

    private static MeshException NotFound(string name, IReadOnlyList<string> all) => new(
        MeshErrorId.ContextNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is no context '{name}' in the kubeconfig.",
        $"The contexts are {string.Join(", ", all)}.",
        name);
}
