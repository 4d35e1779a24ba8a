using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class DynamicDnsWrong : ObjectRule
{
    public override string Id => "MF1114";

    public override string Title =>
        "A ServiceEntry with resolution DYNAMIC_DNS has wildcard hosts, no addresses, and ports of HTTP, HTTP2, GRPC or TLS.";

    public override string Recommendation => "Use resolution DNS for whole hosts.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (EntryResolution.Of(manifest) != EntryResolution.DynamicDns) return;
        var hosts = manifest.Spec.List("hosts");
        foreach (var (index, host) in manifest.Spec.Texts("hosts"))
        {
            if (!HostPattern.IsWildcard(host)) report.At(manifest, hosts, index, $"'{host}' has no wildcard.");
        }

        if (manifest.Spec.Says("addresses"))
            report.At(manifest, manifest.Spec, "addresses", "With resolution DYNAMIC_DNS there can be no addresses.");
        if (EntryLocation.IsInternal(manifest.Spec)
            && Waypoints.Named(manifest.Namespace, manifest.Labels().Text, static () => UnstructuredMap.Empty.Text) is not null)
        {
            report.At(manifest, manifest.Spec, "location", "With resolution DYNAMIC_DNS and a waypoint it must be MESH_EXTERNAL.");
        }

        foreach (var port in manifest.Spec.Maps("ports"))
        {
            if (port.Text("protocol")?.ToUpperInvariant() is not ("HTTP" or "TLS" or "GRPC" or "HTTP2"))
                report.At(manifest, port, "protocol", "Its protocol must be HTTP, HTTP2, GRPC or TLS.");
        }
    }
}
