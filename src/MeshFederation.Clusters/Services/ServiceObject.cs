using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>A Kubernetes Service of the input.</summary>
internal sealed record ServiceObject(string Namespace, string Name, ObjectFields Fields)
{
    /// <summary>
    /// The Services among documents, each once, sorted by namespace and name; those that we made are none to federate.
    /// </summary>
    public static IReadOnlyList<ServiceObject> Find(IEnumerable<KubernetesDocument> documents, string defaultNamespace,
        Action<MeshException>? fault) =>
    [
        .. documents.Where(document => DocumentKind.Is(document.Content, ReadKind.Service))
            .Where(document => document.Content.Map("metadata")?.Map("labels")?.Text(ManifestLabels.ManagedBy) != ManifestLabels.Manager)
            .Select(document => ServiceReader.Tried(() => Of(document, defaultNamespace), fault)).OfType<ServiceObject>()
            .GroupBy(service => (service.Namespace, service.Name))
            .OrderBy(same => same.Key.Namespace, StringComparer.Ordinal).ThenBy(same => same.Key.Name, StringComparer.Ordinal)
            .Select(same => ServiceReader.Tried(() => Agree(same), fault)).OfType<ServiceObject>(),
    ];

    private static ServiceObject Of(KubernetesDocument document, string defaultNamespace)
    {
        var fields = ObjectFields.Of(document);
        var (space, name) = (fields.Namespace(defaultNamespace), fields.Name());
        return new(space, name, fields with { Title = $"Service {space}/{name}" });
    }

    private static ServiceObject Agree(IEnumerable<ServiceObject> same)
    {
        var sorted = same.OrderBy(service => service.Fields.Document.File, StringComparer.Ordinal)
            .ThenBy(service => service.Fields.Document.Line).ToArray();
        var first = sorted[0];
        return Array.Find(sorted, service => !UnstructuredEquality.AreEqual(service.Fields.Spec, first.Fields.Spec)) is { } other
            ? throw new MeshException(
                MeshErrorId.ServiceConflict,
                MeshErrorKind.InvalidData,
                $"The {first.Fields.Title} is declared differently at {first.Fields.Document.Place} and {other.Fields.Document.Place}.",
                "Leave the one out that is not deployed.",
                first.Fields.Document.File)
            : first;
    }
}
