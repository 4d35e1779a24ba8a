using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class HostRepeated : ObjectRule
{
    public override string Id => "MF1303";

    public override string Title => "No host of a VirtualService is covered by another of its hosts.";

    public override string Recommendation => "Keep one of the two hosts.";

    public override string Source => "pkg/config/validation/validation.go ValidateVirtualService";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var list = manifest.Spec.List("hosts");
        if (list.Count < 2) return;
        var exact = new Dictionary<string, int>(StringComparer.Ordinal);
        var wildcards = new List<string>();
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            var other = exact.ContainsKey(host) ? host : wildcards.Find(wildcard => HostPattern.Overlap(host, wildcard));
            if (other is null && HostPattern.IsWildcard(host)) other = exact.Keys.FirstOrDefault(name => HostPattern.Covers(host, name));
            if (other is not null) report.At(manifest, list, index, $"'{host}' overlaps '{other}'.");
            if (HostPattern.IsWildcard(host)) wildcards.Add(host);
            else exact.TryAdd(host, index);
        }
    }
}
