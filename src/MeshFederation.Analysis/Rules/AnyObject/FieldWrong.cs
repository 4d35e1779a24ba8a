namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldWrong : SchemaRule
{
    public override string Id => "MF1001";

    public override string Title => "Every field holds what Istio's published schema says.";

    public override string Recommendation => "Write the field as the message says; the API server refuses the object as it is.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml";

    protected override bool AboutUnknownFields => false;
}
