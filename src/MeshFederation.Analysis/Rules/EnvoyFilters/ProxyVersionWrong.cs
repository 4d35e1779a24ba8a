using MeshFederation.Istio.Expressions;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class ProxyVersionWrong : ObjectRule
{
    public override string Id => "MF1503";

    public override string Title => "A match of the proxy's version is a regular expression.";

    public override string Recommendation => "Write proxyVersion as '^1\\.30.*'.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
        {
            if (patch.Map("match")?.Map("proxy") is not { } proxy) continue;
            if (proxy.Text("proxyVersion") is not { Length: > 0 and <= PatchIgnored.LongestProxyVersion } version) continue;
            if (Re2.Fault(version) is { } fault) report.At(manifest, proxy, "proxyVersion", fault);
        }
    }
}
