using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>The files of a kubeconfig, the most important first. Of each name the first entry counts, as kubectl merges them.</summary>
internal sealed record KubeconfigDocument(IReadOnlyList<KubernetesDocument> File, string Source)
{
    /// <summary>Reads the files.</summary>
    /// <exception cref="MeshException">A file cannot be read, or is no kubeconfig.</exception>
    public static KubeconfigDocument Read(KubeconfigFiles files) =>
        new([.. files.Path.Select(path => KubeconfigReader.ReadFile(path, files.MayBeMissing)).OfType<KubernetesDocument>()], string.Join(Path.PathSeparator, files.Path));

    /// <summary>A context, with what it names.</summary>
    /// <exception cref="MeshException">There is no such context, or its cluster or user is missing.</exception>
    public KubeconfigContext Context(string name)
    {
        var context = Find("contexts", name)?.Content.Map("context") ?? throw NotFound(name);
        var cluster = context.Text("cluster") ?? "";
        var user = context.Text("user") ?? "";
        return new(
            name,
            Find("clusters", cluster) ?? throw Invalid($"The context '{name}' in {Source} names the cluster '{cluster}', which is not there."),
            user.Length == 0 ? null : Find("users", user) ?? throw Invalid($"The context '{name}' in {Source} names the user '{user}', which is not there."));
    }

    private KubeconfigEntry? Find(string list, string name) => (
        from file in File
        from entry in file.Content.Maps(list)
        where entry.Text("name") == name
        select new KubeconfigEntry(entry, file)).FirstOrDefault();

    private MeshException NotFound(string name)
    {
        var names = File.SelectMany(file => file.Content.Maps("contexts")).Select(context => context.Text("name")).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new(
            MeshErrorId.ContextNotFound,
            MeshErrorKind.ObjectNotFound,
            $"There is no context '{name}' in {Source}.",
            names.Length == 0 ? "There are no contexts at all: check -Kubeconfig and $env:KUBECONFIG." : $"The contexts are {string.Join(", ", names.Order(StringComparer.Ordinal))}.",
            name);
    }

    private static MeshException Invalid(string message) =>
        new(MeshErrorId.KubeconfigInvalid, MeshErrorKind.InvalidData, message, "Check the file with kubectl config view.", null);
}
