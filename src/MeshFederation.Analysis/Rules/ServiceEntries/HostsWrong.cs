using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class HostsWrong : ObjectRule
{
    public override string Id => "MF1101";

    public override string Title => "A ServiceEntry names at least one host, and each is a DNS name whose first label may be a wildcard.";

    public override string Recommendation => "Name whole hosts, as reviews.default.svc.cluster2.global or *.example.com.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var hosts = manifest.Spec.List("hosts");
        if (hosts.Count == 0) report.At(manifest, manifest.Spec, "hosts", "It names no host.");
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            if (host == "*") report.At(manifest, hosts, index, "'*' would stand for every host of the world.");
            else if (!IstioText.IsWildcardDomain(host)) report.At(manifest, hosts, index, $"'{host}' is no DNS name.");
        }
    }
}
