using MeshFederation.Istio.Fields;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldNewer : Rule
{
    public override string Id => "MF1010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Every field is one that the Istio of the cluster has already.";

    public override string Recommendation =>
        "Update Istio in the cluster, or leave the field out; the API server drops it, and the object does without.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml of each version";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in FieldTable.Kinds)
        {
            foreach (var manifest in federation.AllOf(kind))
            {
                var view = federation.In(manifest.Cluster);
                if (view.Cluster.IsVersionAssumed) continue;
                foreach (var field in NewerField.Of(kind, manifest.Content, view.Cluster.IstioVersion).Where(field => field.Word is null))
                {
                    report.At(
                        manifest,
                        field.Container,
                        field.Key,
                        $"Istio has '{field.Key}' here from {field.Since} on, and {manifest.Cluster} has {view.Cluster.IstioVersion}.");
                }
            }
        }
    }
}
