using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class GatewayNameWrong : ObjectRule
{
    public override string Id => "MF1321";

    public override string Title => "Gateways are named as namespace/name, name, or mesh.";

    public override string Recommendation => "Write istio-system/public for the Gateway public of the namespace istio-system.";

    public override string Source => "pkg/config/validation/validation.go validateGatewayNames";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        Check(manifest, manifest.Spec, report);
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in manifest.Spec.Maps(kind))
            {
                foreach (var match in route.Maps("match")) Check(manifest, match, report);
            }
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap map, Report report)
    {
        foreach (var (index, name) in map.Texts("gateways"))
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            var isName = slash < 0
                ? IstioText.IsFqdn(name)
                : IstioText.IsLabel(name.AsSpan(0, slash)) && IstioText.IsLabel(name.AsSpan(slash + 1));
            if (!isName) report.At(manifest, map.List("gateways"), index, $"'{name}' cannot be the name of a Gateway.");
        }
    }
}
