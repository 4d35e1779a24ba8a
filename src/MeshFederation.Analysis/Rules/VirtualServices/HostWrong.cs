using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class HostWrong : ObjectRule
{
    public override string Id => "MF1302";

    public override string Title =>
        "The hosts of a VirtualService are DNS names whose first label may be a wildcard, or IP addresses; '*' is for gateways only.";

    public override string Recommendation => "Name the host that is called, as reviews.default.svc.cluster.local.";

    public override string Source => "pkg/config/validation/validation.go ValidateVirtualService";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var hosts = manifest.Spec.List("hosts");
        var forMesh = VirtualServiceGateways.HoldsForMesh(manifest);
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            if (host == "*" && forMesh)
            {
                report.At(manifest, hosts, index, "'*' cannot be the host of a VirtualService for sidecars.");
            }
            else if (!IstioText.IsWildcardDomain(host)
                && !IstioText.IsAddress(host)
                && !(SubsetKey.IsTaken(host) && !forMesh))
            {
                report.At(manifest, hosts, index, $"'{host}' is no DNS name.");
            }
        }
    }
}
