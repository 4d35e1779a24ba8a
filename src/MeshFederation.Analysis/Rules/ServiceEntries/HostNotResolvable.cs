using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class HostNotResolvable : ObjectRule
{
    public override string Id => "MF1111";

    public override string Title => "A ServiceEntry with resolution DNS and no endpoints has hosts that can be looked up.";

    public override string Recommendation => "Name endpoints to look up instead, or whole hosts without a wildcard.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!EntryResolution.IsByDns(manifest) || manifest.Spec.Says("endpoints")) return;
        var hosts = manifest.Spec.List("hosts");
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            if (!IstioText.IsFqdn(host)) report.At(manifest, hosts, index, $"'{host}' cannot be looked up, and there is no endpoint.");
        }
    }
}
