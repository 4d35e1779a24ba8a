using System.Diagnostics.CodeAnalysis;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>Reads fields of an object, and says of which object and place a field is that cannot be what it is.</summary>
/// <param name="Document">The object.</param>
/// <param name="Title">The object for messages: <c>Service default/reviews</c>.</param>
internal sealed record ObjectFields(KubernetesDocument Document, string Title)
{
    public static ObjectFields Of(KubernetesDocument document)
    {
        var unnamed = new ObjectFields(document, document.Content.Text("kind") ?? "object");
        var metadata = unnamed.Map(document.Content, "metadata") ?? UnstructuredMap.Empty;
        return unnamed with { Title = $"{unnamed.Title} {metadata.Text("name")}" };
    }

    public UnstructuredMap Metadata => Map(Document.Content, "metadata") ?? UnstructuredMap.Empty;

    public UnstructuredMap Spec => Map(Document.Content, "spec") ?? UnstructuredMap.Empty;

    public string Name() => Label(Text(Metadata, "name"), "metadata.name");

    public string Namespace(string otherwise) => Label(Text(Metadata, "namespace") ?? otherwise, "metadata.namespace");

    public UnstructuredMap? Map(UnstructuredMap parent, string key) => Value<UnstructuredMap>(parent, key, "a map");

    /// <summary>The text under a key, or null when there is none or it is empty, which means the same to Kubernetes.</summary>
    public string? Text(UnstructuredMap parent, string key) =>
        Value<string>(parent, key, "a text: put it in quotes") is { Length: > 0 } text ? text : null;

    /// <summary>The maps of the list under a key.</summary>
    public IEnumerable<UnstructuredMap> Maps(UnstructuredMap parent, string key) =>
        (Value<UnstructuredList>(parent, key, "a list") ?? UnstructuredList.Empty)
            .Select(item => item as UnstructuredMap ?? throw Invalid($"an item of {key} is not a map"));

    public LabelSet Labels(UnstructuredMap parent, string key)
    {
        var labels = Map(parent, key) ?? UnstructuredMap.Empty;
        try
        {
            return LabelSet.Create(labels.Keys.Select(
                label => new KeyValuePair<string, string>(label, Value<string>(labels, label, "a text: put it in quotes") ?? "")));
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.LabelInvalid)
        {
            throw Invalid($"its {key} cannot be: {exception.Message.TrimEnd('.')}");
        }
    }

    public MeshException Invalid(string cause) =>
        YamlErrors.Content(
            Document, $"The {Title} cannot be read: {cause}.", "Mend the object; kubectl apply --dry-run=server -f checks all of it.");

    private string Label([NotNull] string? value, string field) =>
        value is not null && DnsName.IsLabel(value) ? value : throw Invalid($"its {field} is '{value}', which is no DNS label");

    private T? Value<T>(UnstructuredMap parent, string key, string what)
        where T : class
    {
        if (!parent.TryGetValue(key, out var value) || value is null) return null;
        return value as T ?? throw Invalid($"{key} is not {what}");
    }
}
