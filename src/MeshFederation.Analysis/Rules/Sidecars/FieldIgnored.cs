using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class FieldIgnored : ObjectRule
{
    public override string Id => "MF1909";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Sidecar asks for nothing that Istio ignores, or has in no documentation.";

    public override string Recommendation =>
        "Remove egressProxy, and lead such calls through an egress gateway. Remove settings for HTTP from ports that carry none.";

    public override string Source =>
        "pkg/config/validation/validation.go ValidateSidecar; pkg/config/analysis/analyzers/deprecation; "
        + "pilot/pkg/networking/core/httproute.go buildCatchAllVirtualHost";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Map(MeshConfigWords.OutboundPolicy) is { } policy && policy.Has("egressProxy"))
        {
            report.At(
                manifest, policy, "egressProxy",
                "No documentation has egressProxy, and istioctl analyze takes it for ignored; but istiod sends there what is for hosts "
                    + "that the mesh does not know, and such calls are not followed.");
        }

        foreach (var listener in manifest.Spec.Maps("ingress"))
        {
            if (listener.Map("connectionPool") is { } pool
                && pool.Has("http")
                && listener.Map("port")?.Text("protocol") is { } protocol
                && !IstioProtocolText.IsHttp(protocol))
            {
                report.At(manifest, pool, "http", $"The protocol {protocol} has no HTTP requests, so this is ignored.");
            }
        }
    }
}
