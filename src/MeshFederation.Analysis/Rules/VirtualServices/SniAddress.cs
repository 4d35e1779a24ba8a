using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class SniAddress : ObjectRule
{
    public override string Id => "MF1326";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "SNI hosts are names.";

    public override string Recommendation =>
        "Name hosts in sniHosts, or match connections by tcp and destinationSubnets; clients send no addresses as SNI.";

    public override string Source => "pkg/config/validation/validation.go validateSniHost; RFC 6066, 3";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var match in manifest.Spec.Maps("tls").SelectMany(route => route.Maps("match")))
        {
            foreach (var (index, host) in match.Texts("sniHosts"))
            {
                if (IstioText.IsAddress(host))
                    report.At(manifest, match.List("sniHosts"), index, $"'{host}' is an address, which most clients do not send as SNI.");
            }
        }
    }
}
