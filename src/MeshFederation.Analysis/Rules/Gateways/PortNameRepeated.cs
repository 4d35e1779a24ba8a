using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class PortNameRepeated : ObjectRule
{
    public override string Id => "MF1405";

    public override string Title => "The ports of a Gateway's servers have different names.";

    public override string Recommendation => "Give the port of each server a name of its own.";

    public override string Source => "pkg/config/validation/validation.go ValidateGateway";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("port") is { } port && port.Text("name") is { } name && !names.Add(name))
                report.At(manifest, port, "name", $"A server before it has a port '{name}' too.");
        }
    }
}
