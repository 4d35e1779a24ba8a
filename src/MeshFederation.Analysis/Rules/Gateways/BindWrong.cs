using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class BindWrong : ObjectRule
{
    public override string Id => "MF1410";

    public override string Title => "A server binds to an IP address, or to the absolute path of a Unix domain socket with port number 0.";

    public override string Recommendation => "Leave bind out for all addresses.";

    public override string Source => "pkg/config/validation/validation.go validateServerBind";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Text("bind") is not { Length: > 0 } bind) continue;
            if (!SocketPath.IsOf(bind))
            {
                if (!IstioText.IsAddress(bind)) report.At(manifest, server, "bind", $"'{bind}' is no IP address.");
                continue;
            }

            if (!SocketPath.IsSound(bind))
                report.At(manifest, server, "bind", $"'{SocketPath.Of(bind)}' is no absolute path of a socket.");
            if (server.Map("port")?.Number("number") is not (null or 0))
                report.At(manifest, server, "bind", "A socket has the port number 0.");
        }
    }
}
