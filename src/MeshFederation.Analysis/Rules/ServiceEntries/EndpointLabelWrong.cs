using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class EndpointLabelWrong : ObjectRule
{
    public override string Id => "MF1110";

    public override string Title => "The labels of an endpoint are what Kubernetes accepts as labels.";

    public override string Recommendation =>
        "Use at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit.";

    public override string Source => "pkg/config/labels/instance.go Validate";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var endpoint in manifest.Spec.Maps("endpoints"))
        {
            foreach (var (key, value) in endpoint.TextEntries("labels"))
            {
                if (!LabelSyntax.IsKey(key) || !LabelSyntax.IsValue(value))
                    report.At(manifest, endpoint.Map("labels")!, key, $"'{key}: {value}' cannot be a label.");
            }
        }
    }
}
