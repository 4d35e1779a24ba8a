using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class PortWrong : ObjectRule
{
    public override string Id => "MF1404";

    public override string Title => "The port of a server has a name, a number from 1 to 65535, and a protocol that Istio knows.";

    public override string Recommendation => "Write port: {number: 15443, name: tls, protocol: TLS}.";

    public override string Source => "pkg/config/validation/validation.go validateServerPort";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("port") is not { } port) continue;
            if (port.Text("name") == "") report.At(manifest, port, "name", "The port has no name.");
            if (port.Text("protocol") is { } protocol && !IstioProtocolText.IsKnown(protocol))
                report.At(manifest, port, "protocol", $"'{protocol}' is no protocol that Istio knows.");
            if (port.Number("number") is { } number && !IstioText.IsPort(number) && !(number == 0 && IsSocket(server)))
                report.At(manifest, port, "number", FormattableString.Invariant($"{number} cannot be the number of a port."));
            if (port.Number("targetPort") > 0)
                report.At(manifest, port, "targetPort", "targetPort means nothing in a Gateway, and is refused.");
        }
    }

    private static bool IsSocket(UnstructuredMap server) => server.Text("bind") is { } bind && SocketPath.IsOf(bind);
}
