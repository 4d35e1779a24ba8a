using MeshFederation.Analysis.Schemas;
using MeshFederation.Analysis.Text;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldUnknown : SchemaRule
{
    public override string Id => "MF1002";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Every field is one that Istio's published schema knows.";

    public override string Recommendation => "Correct the name or its indentation; the API server drops a field that it does not know, or refuses it when it validates strictly.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml";

    protected override void Unknown(MeshManifest manifest, UnstructuredMap map, string field, FieldSchema known, Report report)
    {
        var meant = Nearest.To(field, known.Fields.Keys);
        report.At(manifest, map, field, $"There is no field '{field}' here.{(meant is null ? "" : $" Perhaps '{meant}' is meant.")}");
    }
}
