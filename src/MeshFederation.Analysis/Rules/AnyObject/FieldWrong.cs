using MeshFederation.Istio.Fields;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldWrong : SchemaRule
{
    public override string Id => "MF1001";

    public override string Title => "Every field holds what Istio's published schema says.";

    public override string Recommendation => "Write the field as the message says; the API server refuses the object as it is.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml";

    protected override bool AboutUnknownFields => false;

    /// <summary>The words of enums that are newer than the cluster's Istio, which the API server refuses as it does any other.</summary>
    protected override void ExamineMore(FederationView federation, Report report)
    {
        foreach (var manifest in FieldTable.Kinds.SelectMany(federation.AllOf))
        {
            var view = federation.In(manifest.Cluster);
            if (view.Cluster.IsVersionAssumed) continue;
            foreach (var field in NewerField.Of(Istio.Objects.IstioKind.Of(manifest), manifest.Content, view.Cluster.IstioVersion))
            {
                if (field.Word is not { } word) continue;
                report.At(
                    manifest,
                    field.Container,
                    field.Key,
                    $"Istio has the word '{word}' here from {field.Since} on, and {manifest.Cluster} has {view.Cluster.IstioVersion}.");
            }
        }
    }
}
