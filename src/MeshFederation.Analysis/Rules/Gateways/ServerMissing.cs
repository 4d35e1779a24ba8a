using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class ServerMissing : ObjectRule
{
    public override string Id => "MF1402";

    public override string Title => "A Gateway has servers, and each server has hosts and a port.";

    public override string Recommendation =>
        "Write a server as {port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: [HOST]}.";

    public override string Source => "pkg/config/validation/validation.go ValidateGateway, validateServer";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!manifest.Spec.Says("servers")) report.At(manifest, manifest.Spec, "servers", "It has no server.");
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (!server.Says("hosts")) report.At(manifest, server, "hosts", "The server has no host.");
            if (!server.Has("port")) report.At(manifest, server, "port", "The server has no port.");
        }
    }
}
