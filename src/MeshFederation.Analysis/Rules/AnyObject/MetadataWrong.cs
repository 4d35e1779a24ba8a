using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class MetadataWrong : Rule
{
    public override string Id => "MF1006";

    public override string Title => "Names, namespaces, labels and annotations of Istio's objects are what Kubernetes accepts.";

    public override string Recommendation =>
        "Use lower-case letters, digits, '-' and '.' in names, and texts as the values of labels and annotations.";

    public override string Source => "apimachinery pkg/api/validation/objectmeta.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in PublishedSchemas.Kinds)
        {
            foreach (var manifest in federation.AllOf(kind)) Check(manifest, report);
        }
    }

    private static void Check(MeshManifest manifest, Report report)
    {
        var metadata = manifest.Metadata;
        if (manifest.Name.Length == 0)
        {
            if (!metadata.Says("generateName")) report.At(manifest, metadata, "name", "It has no name.");
        }
        else if (!DnsName.IsSubdomain(manifest.Name))
        {
            report.At(manifest, metadata, "name", $"'{manifest.Name}' cannot be the name of an object.");
        }

        if (manifest.Namespace.Length > 0 && !DnsName.IsLabel(manifest.Namespace))
            report.At(manifest, metadata, "namespace", $"'{manifest.Namespace}' cannot be the name of a namespace.");
        CheckLabels(manifest, metadata, report);
        CheckAnnotations(manifest, metadata, report);
    }

    private static void CheckLabels(MeshManifest manifest, UnstructuredMap metadata, Report report)
    {
        var labels = metadata.Map("labels") ?? UnstructuredMap.Empty;
        for (var i = 0; i < labels.Count; i++)
        {
            var (key, value) = labels.EntryAt(i);
            if (!LabelSyntax.IsKey(key) || value is not (null or string) || (value is string text && !LabelSyntax.IsValue(text)))
                report.At(manifest, labels, key, $"'{key}: {value}' cannot be a label.");
        }
    }

    private static void CheckAnnotations(MeshManifest manifest, UnstructuredMap metadata, Report report)
    {
        var annotations = metadata.Map("annotations") ?? UnstructuredMap.Empty;
        for (var i = 0; i < annotations.Count; i++)
        {
            var (key, value) = annotations.EntryAt(i);
            if (value is not (null or string))
                report.At(manifest, annotations, key, $"The annotation '{key}' is not a text; put its value in quotes.");
        }
    }
}
