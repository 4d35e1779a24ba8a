using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class PortsRepeated : ObjectRule
{
    public override string Id => "MF1105";

    public override string Title => "No port of a ServiceEntry has the name or the number of another.";

    public override string Recommendation => "Give each port its own name and number.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.List("ports").Count < 2) return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<long>();
        foreach (var port in manifest.Spec.Maps("ports"))
        {
            if (port.Text("name") is { } name && !names.Add(name))
                report.At(manifest, port, "name", $"A port before it is named '{name}' too.");
            if (port.Number("number") is { } number && !numbers.Add(number))
                report.At(manifest, port, "number", FormattableString.Invariant($"A port before it has the number {number} too."));
        }
    }
}
