using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class TunnelWrong : PolicyRule
{
    public override string Id => "MF1216";

    public override string Title => "A tunnel leads to a host and a port, by CONNECT or POST.";

    public override string Recommendation => "Give targetHost and targetPort.";

    public override string Source => "pkg/config/validation/validation.go validateTunnelSettings";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("tunnel") is not { } tunnel) return;
        if (tunnel.Text("protocol") is not (null or "" or "CONNECT" or "POST"))
            report.At(manifest, tunnel, "protocol", $"'{tunnel.Text("protocol")}' is neither CONNECT nor POST.");
        var host = tunnel.Text("targetHost") ?? "";
        if (!IstioText.IsFqdn(host) && !IstioText.IsAddress(host))
            report.At(manifest, tunnel, "targetHost", $"'{host}' is neither a host name nor an IP address.");
        if (tunnel.Number("targetPort") is { } number && !IstioText.IsPort(number))
            report.At(manifest, tunnel, "targetPort", FormattableString.Invariant($"{number} cannot be the number of a port."));
    }
}
