using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// Reads what contexts a kubeconfig has, without a client library: from the file named, else from the files of <c>$KUBECONFIG</c>,
/// else from <c>~/.kube/config</c>. Several files are merged as kubectl merges them: the first to say something wins.
/// </summary>
public static class KubeconfigReader
{
    private static volatile TypedNames Typed = new("", []);

    /// <summary>Reads the contexts.</summary>
    /// <param name="path">A kubeconfig file, or null for the usual ones, of which those that are not there are left out.</param>
    /// <returns>The contexts; none where there is no kubeconfig.</returns>
    /// <exception cref="MeshException">The file that was named is not there, or a file cannot be read or is no kubeconfig.</exception>
    public static KubeconfigContexts ReadContexts(string? path = null) => ReadContexts(KubeconfigFiles.Find(path));

    /// <summary>Reads the names of the contexts for completion while a command is typed: what cannot be read is left out.</summary>
    /// <param name="path">A kubeconfig file, or null for the usual ones.</param>
    /// <param name="names">The names of the contexts that could be read, sorted.</param>
    /// <returns>True when there is at least one.</returns>
    public static bool TryReadContextNames(string? path, out IReadOnlyList<string> names)
    {
        var files = KubeconfigFiles.Find(path).Path;
        var state = FileState.Of(files);
        var kept = Typed;
        if (kept.State != state)
        {
            Typed = kept = new(
                state, [.. files.SelectMany(NamesIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }


        names = kept.Name;
        return names.Count > 0;
    }

    internal static KubeconfigContexts ReadContexts(KubeconfigFiles files) =>
        Merge(files.Path.Select(file => ReadFile(file, files.MayBeMissing)?.Document.Content));

    internal static ParsedDocument? ReadFile(string file, bool mayBeMissing)
    {
        try
        {
            return Read(TextFile.Read(file), file);
        }
        catch (MeshException exception) when (mayBeMissing && exception.ErrorId is MeshErrorId.FileNotFound)
        {
            return null;
        }
    }

    private static ParsedDocument? Read(string text, string file)
    {
        var config = DocumentStream.Read(text, file) is [var first, ..] ? first : null;
        if (config is not null) KubeconfigNames.Require(config);
        if (config is null
            || config.Document.Content.TryGetValue("contexts", out var contexts) is false
            || contexts is null or UnstructuredList)
        {
            return config;
        }
        throw YamlErrors.Content(
            config.Document, "Its contexts are not a list, so it is no kubeconfig.", "Check the file with kubectl config view.");
    }

    private static IReadOnlyCollection<string> NamesIn(string file)
    {
        try
        {
            var list = KubeconfigText.ContextsOf(TextFile.Read(file));
            return ContextLines.TryRead(list) ?? Merge([Read(list, file)?.Document.Content]).Name;
        }
        catch (MeshException)
        {
            return [];
        }
    }

    private static KubeconfigContexts Merge(IEnumerable<UnstructuredMap?> configs)
    {
        var known = configs.OfType<UnstructuredMap>().ToArray();
        var (contexts, clusters) = (Named(known, "context"), Named(known, "cluster"));
        return new(
            contexts.Keys.Order(StringComparer.Ordinal).ToValueList(),
            known.Select(config => config.Text("current-context")).FirstOrDefault(name => !string.IsNullOrEmpty(name)))
        {
            Server = Known(
                contexts,
                context => clusters.TryGetValue(context.Text("cluster") ?? "", out var cluster) ? KubeconfigServer.Of(cluster) : null),
            Namespace = Known(contexts, context => context.Text("namespace") is { Length: > 0 } space ? space : null),
        };
    }

    /// <summary>The entries of a list by their names; of each name the first counts.</summary>
    private static Dictionary<string, UnstructuredMap> Named(UnstructuredMap[] configs, string what)
    {
        var entries = new Dictionary<string, UnstructuredMap>(StringComparer.Ordinal);
        foreach (var entry in configs.SelectMany(config => config.Maps(what + "s")))
        {
            if (entry.Text("name") is { Length: > 0 } name) entries.TryAdd(name, entry.Map(what) ?? UnstructuredMap.Empty);
        }

        return entries;
    }

    private static Dictionary<string, T> Known<T>(Dictionary<string, UnstructuredMap> entries, Func<UnstructuredMap, T?> value)
        where T : class =>
            entries.Select(entry => (entry.Key, Value: value(entry.Value)))
                .Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal);

    /// <summary>The names that completion gave last, and of which files.</summary>
    private sealed record TypedNames(string State, IReadOnlyList<string> Name);
}
