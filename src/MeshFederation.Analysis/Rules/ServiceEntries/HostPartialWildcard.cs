using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class HostPartialWildcard : ObjectRule
{
    public override string Id => "MF1102";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A wildcard of a ServiceEntry's host is a whole label.";

    public override string Recommendation => "Write *.example.com; a wildcard inside of a label is for resolution DYNAMIC_DNS only.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidatePartialWildCard";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (EntryResolution.Of(manifest) == EntryResolution.DynamicDns) return;
        var hosts = manifest.Spec.List("hosts");
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            var partial = host.Length > 1
                && host.Contains('*', StringComparison.Ordinal)
                && !host.StartsWith("*.", StringComparison.Ordinal);
            if (partial && IstioText.IsWildcardDomain(host))
                report.At(manifest, hosts, index, $"The wildcard of '{host}' is only part of a label.");
        }
    }
}
