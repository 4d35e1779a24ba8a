using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class PortWrong : ObjectRule
{
    public override string Id => "MF1106";

    public override string Title =>
        "A port of a ServiceEntry has a DNS label as its name, a number from 1 to 65535 and a protocol that Istio knows.";

    public override string Recommendation => "Write a port as {number: 9080, name: http, protocol: HTTP}.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var port in manifest.Spec.Maps("ports"))
        {
            if (port.Text("name") is { } name && !IstioText.IsLabel(name))
                report.At(manifest, port, "name", $"'{name}' cannot be the name of a port.");
            if (port.Text("protocol") is { Length: > 0 } protocol && !IstioProtocolText.IsKnown(protocol))
                report.At(manifest, port, "protocol", $"'{protocol}' is no protocol that Istio knows.");
            CheckNumber(manifest, port, "number", report);
            if (port.Number("targetPort") is not 0) CheckNumber(manifest, port, "targetPort", report);
        }
    }

    private static void CheckNumber(MeshManifest manifest, UnstructuredMap port, string field, Report report)
    {
        if (port.Number(field) is { } number && !IstioText.IsPort(number))
            report.At(manifest, port, field, FormattableString.Invariant($"{number} cannot be the number of a port."));
    }
}
