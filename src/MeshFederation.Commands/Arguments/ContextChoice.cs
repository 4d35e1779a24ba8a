using System.Management.Automation;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Arguments;

/// <summary>Chooses contexts of a kubeconfig.</summary>
internal sealed class ContextChoice
{
    private readonly string? _kubeconfig;

    public ContextChoice(string? kubeconfig) => _kubeconfig = kubeconfig;

    /// <summary>
    /// The contexts that names and wildcards mean, each once; the current one when there are none, as for kubectl. Of several that lead to
    /// one server the first is taken, since they are one cluster.
    /// </summary>
    /// <param name="wanted">Names and wildcards.</param>
    /// <param name="refuse">Is told of each name that is not there; a wildcard may find nothing.</param>
    /// <param name="warn">Is told of contexts that are the same cluster as another.</param>
    /// <exception cref="MeshException">The kubeconfig cannot be read, has no contexts, or no current one where that is meant.</exception>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> wanted, Action<MeshException> refuse, Action<string> warn)
    {
        var contexts = KubeconfigReader.ReadContexts(_kubeconfig);
        var all = contexts.Name;
        if (all.Count == 0) throw None();
        if (wanted.Count == 0) return [Current(contexts)];
        var chosen = new List<string>();
        foreach (var name in wanted)
        {
            var found = all.Where(context => Matches(name, context)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) refuse(NotFound(name, all));
            chosen.AddRange(found);
        }

        return OneOfEachServer([.. chosen.Distinct(StringComparer.Ordinal)], contexts, warn);
    }

    private static List<string> OneOfEachServer(List<string> chosen, KubeconfigContexts contexts, Action<string> warn)
    {
        var kept = new List<string>();
        foreach (var same in chosen.GroupBy(context => contexts.Server.TryGetValue(context, out var server) ? (object)server : context))
        {
            var first = same.FirstOrDefault(context => context == contexts.Current) ?? same.First();
            kept.Add(first);
            var others = same.Where(context => context != first).Select(context => $"'{context}'").ToList();
            if (others.Count == 0) continue;
            warn($"The contexts '{first}' and {string.Join(", ", others)} lead to the same server {same.Key}: they are one "
                + $"cluster, which is read through '{first}'.");
        }

        return kept;
    }

    private static string Current(KubeconfigContexts contexts)
    {
        if (contexts.Current is not { } current) throw NoCurrent(contexts.Name);
        return contexts.Name.Contains(current, StringComparer.Ordinal) ? current : throw NotFound(current, contexts.Name);
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

    private static MeshException NoCurrent(IReadOnlyList<string> all) => new(
        MeshErrorId.ContextMissing,
        MeshErrorKind.ObjectNotFound,
        "No context is named, and the kubeconfig has no current one.",
        $"Name one with -Context, or take all with -AllContexts. The contexts are {KnownNames.Of(all)}.");

    private static MeshException NotFound(string name, IReadOnlyList<string> all) => new(
        MeshErrorId.ContextNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is no context '{name}' in the kubeconfig.",
        $"The contexts are {KnownNames.Of(all, name)}.",
        name);
}
