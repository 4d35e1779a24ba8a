using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>The files of a kubeconfig, the most important first. Of each name the first entry counts, as kubectl merges them.</summary>
/// <param name="File">The files that are there.</param>
/// <param name="Source">The files for messages.</param>
internal sealed record KubeconfigDocument(IReadOnlyList<ParsedDocument> File, string Source)
{
    /// <summary>Reads the files.</summary>
    /// <exception cref="MeshException">A file cannot be read, or is no kubeconfig.</exception>
    public static KubeconfigDocument Read(KubeconfigFiles files) =>
        new(
            [.. files.Path.Select(path => KubeconfigReader.ReadFile(path, files.MayBeMissing)).OfType<ParsedDocument>()],
            string.Join(", ", files.Path));

    /// <summary>A context, with what it names.</summary>
    /// <exception cref="MeshException">There is no such context, or its cluster or user is missing.</exception>
    public KubeconfigContext Context(string name)
    {
        var context = Find("context", name) ?? throw NotFound(name);
        var cluster = context.Text("cluster") ?? throw context.Invalid("it names no cluster");
        var user = context.Text("user");
        return new(
            name,
            Find("cluster", cluster) ?? throw context.Invalid($"its cluster '{cluster}' is not there"),
            user is null ? null : Find("user", user) ?? throw context.Invalid($"its user '{user}' is not there"))
        {
            Namespace = context.Text("namespace"),
        };
    }

    private KubeconfigEntry? Find(string what, string name)
    {
        foreach (var file in File)
        {
            foreach (var item in file.Document.Content.Maps(what + "s"))
            {
                if (item.Text("name") == name) return new($"{what} '{name}'", item.Map(what) ?? UnstructuredMap.Empty, file);
            }
        }

        return null;
    }

    private MeshException NotFound(string name)
    {
        var names = File.SelectMany(file => file.Document.Content.Maps("contexts")).Select(context => context.Text("name")).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new(
            MeshErrorId.ContextNotFound,
            MeshErrorKind.ObjectNotFound,
            $"There is no context '{name}' in {Source}.",
            names.Length == 0
                ? "There are no contexts at all: check -Kubeconfig and $env:KUBECONFIG."
                : $"The contexts are {KnownNames.Of(names, name)}.",
            name);
    }
}
