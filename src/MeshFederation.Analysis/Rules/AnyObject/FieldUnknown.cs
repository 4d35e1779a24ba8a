using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldUnknown : SchemaRule
{
    public override string Id => "MF1002";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Every field is one that Istio's published schema knows.";

    public override string Recommendation =>
        "Correct the name or its indentation; the API server drops a field that it does not know, or refuses it when it validates "
        + "strictly.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml";

    protected override bool AboutUnknownFields => true;
}
