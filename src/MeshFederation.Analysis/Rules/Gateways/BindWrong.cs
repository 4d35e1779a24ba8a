using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class BindWrong : ObjectRule
{
    private const string Unix = "unix://";

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
            if (!bind.StartsWith(Unix, StringComparison.Ordinal))
            {
                if (!IstioText.IsAddress(bind)) report.At(manifest, server, "bind", $"'{bind}' is no IP address.");
                continue;
            }

            var path = bind.AsSpan(Unix.Length);
            if (!path.StartsWith("@") && (!path.StartsWith("/") || path.EndsWith("/")))
                report.At(manifest, server, "bind", $"'{path}' is no absolute path of a socket.");
            if (server.Map("port")?.Number("number") is not (null or 0))
                report.At(manifest, server, "bind", "A socket has the port number 0.");
        }
    }
}
