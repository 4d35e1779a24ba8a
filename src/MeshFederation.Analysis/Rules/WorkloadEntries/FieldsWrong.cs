using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.WorkloadEntries;

internal sealed class FieldsWrong : ObjectRule
{
    public override string Id => "MF1602";

    public override string Title => "The ports and labels of a WorkloadEntry are ones that there can be.";

    public override string Recommendation => "Name ports as the ServiceEntry or Service does, with numbers from 1 to 65535.";

    public override string Source => "pkg/config/validation/validation.go validateWorkloadEntry";

    protected override string Kind => IstioKind.WorkloadEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var ports = manifest.Spec.Map("ports") ?? UnstructuredMap.Empty;
        for (var i = 0; i < ports.Count; i++)
        {
            var (name, value) = ports.EntryAt(i);
            if (!IstioText.IsLabel(name)) report.At(manifest, ports, name, $"'{name}' cannot be the name of a port.");
            if (value is long number && !IstioText.IsPort(number))
                report.At(manifest, ports, name, FormattableString.Invariant($"{number} cannot be the number of a port."));
        }

        foreach (var (key, value) in manifest.Spec.TextEntries("labels"))
        {
            if (!LabelSyntax.IsKey(key) || !LabelSyntax.IsValue(value))
                report.At(manifest, manifest.Spec.Map("labels")!, key, $"'{key}: {value}' cannot be a label.");
        }
    }
}
