using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// What a kubeconfig says under a name: a context, a cluster or a user. Errors name the file and the line, and never a value.
/// </summary>
/// <param name="Title">What it is, for messages: <c>cluster 'prod'</c>.</param>
/// <param name="Content">The fields.</param>
/// <param name="Document">The file it is from.</param>
internal sealed record KubeconfigEntry(string Title, UnstructuredMap Content, ParsedDocument Document)
{
    public string File => Document.Document.File;

    /// <summary>The place as editors and build logs take it.</summary>
    public string Place => FormattableString.Invariant($"{File}:{Document.Lines.LineOf(Content, Document.Document.Line)}");

    /// <summary>A text; null when there is none or it is empty, which means the same.</summary>
    public string? Text(string key) => Value<string>(key, "a text: put it in quotes") is { Length: > 0 } text ? text : null;

    public bool Flag(string key) => Value<object>(key, "true or false") switch
    {
        null => false,
        bool flag => flag,
        _ => throw Invalid($"{key} is not true or false"),
    };

    /// <summary>What is nested under a key, null when nothing is.</summary>
    public KubeconfigEntry? Entry(string key) => Value<UnstructuredMap>(key, "a map") is { } map ? this with { Content = map } : null;

    /// <summary>The entries of the list under a key.</summary>
    public IEnumerable<KubeconfigEntry> Entries(string key) =>
        Items(key).Select(item => item is UnstructuredMap map ? this with { Content = map } : throw Invalid($"an item of {key} is no map"));

    /// <summary>The texts of the list under a key.</summary>
    public IEnumerable<string> Texts(string key) =>
        Items(key).Select(item => item as string ?? throw Invalid($"an item of {key} is not a text: put it in quotes"));

    /// <summary>
    /// A path that the entry names: relative ones start where the file lies (client-go tools/clientcmd ResolveLocalPaths).
    /// </summary>
    public string? FullPath(string key) => Text(key) is { } path ? Path.Combine(Folder, path) : null;

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(File)) ?? "";

    public MeshException Invalid(string cause, Exception? inner = null) => new(
        MeshErrorId.KubeconfigInvalid,
        MeshErrorKind.InvalidData,
        $"{Place}: The {Title} cannot be used: {cause}.",
        "Mend the kubeconfig, or fetch it anew from where the cluster is managed; kubectl config view shows how kubectl reads it.",
        File,
        inner);

    private UnstructuredList Items(string key) => Value<UnstructuredList>(key, "a list") ?? UnstructuredList.Empty;

    private T? Value<T>(string key, string what)
        where T : class
    {
        if (!Content.TryGetValue(key, out var value) || value is null) return null;
        return value as T ?? throw Invalid($"{key} is not {what}");
    }
}
