using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

/// <summary>Istiod takes a mode that is left out for REGISTRY_ONLY here.</summary>
internal sealed class OutboundWrong : ObjectRule
{
    public override string Id => "MF1907";

    public override string Title =>
        "An outbound policy of a Sidecar is ALLOW_ANY or REGISTRY_ONLY, and an egressProxy goes with ALLOW_ANY.";

    public override string Recommendation => "Use mode ALLOW_ANY with egressProxy: {host: HOST, port: {number: PORT}}, or no egressProxy.";

    public override string Source => "pkg/config/validation/validation.go validateSidecarOutboundTrafficPolicy";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Map(MeshConfigWords.OutboundPolicy) is not { } policy) return;
        if (policy.Text("mode") == "ALLOW_ANY_DYNAMIC_DNS")
            report.At(manifest, policy, "mode", "ALLOW_ANY_DYNAMIC_DNS is for the whole mesh only.");
        else if (policy.Map("egressProxy") is { } proxy) CheckProxy(manifest, policy, proxy, report);
    }

    private static void CheckProxy(MeshManifest manifest, UnstructuredMap policy, UnstructuredMap proxy, Report report)
    {
        if (policy.Text("mode") != MeshConfigWords.AllowAny)
            report.At(manifest, policy, "egressProxy", "egressProxy goes with mode ALLOW_ANY only.");
        if (!IstioText.IsFqdn(proxy.Text("host") ?? "")) report.At(manifest, proxy, "host", $"'{proxy.Text("host")}' is no DNS name.");
        if (proxy.Map("port") is not { } port)
        {
            report.At(manifest, proxy, "port", "egressProxy has no port.");
        }
        else if (!IstioText.IsPort(port.Number("number") ?? 0))
        {
            report.At(
                manifest, port, "number", FormattableString.Invariant($"{port.Number("number") ?? 0} cannot be the number of a port."));
        }
        if (proxy.Text("subset") is { Length: > 0 } subset && !IstioText.IsLabel(subset))
            report.At(manifest, proxy, "subset", $"'{subset}' cannot be the name of a subset.");
    }
}
