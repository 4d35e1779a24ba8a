using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class EndpointsUnfit : ObjectRule
{
    public override string Id => "MF1108";

    public override string Title =>
        "The endpoints of a ServiceEntry fit its resolution: none for NONE, IP addresses for STATIC, at most one for DNS_ROUND_ROBIN, none "
        + "for DYNAMIC_DNS.";

    public override string Recommendation => "Use resolution STATIC for IP addresses and DNS for host names.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var endpoints = manifest.Spec.List("endpoints");
        if (endpoints.Count == 0) return;
        var resolution = EntryResolution.Of(manifest);
        var isStatic = resolution == EntryResolution.Static;
        if (resolution is EntryResolution.None or EntryResolution.DynamicDns)
            report.At(manifest, manifest.Spec, "endpoints", $"With resolution {resolution} there can be no endpoints.");
        if (resolution is EntryResolution.DnsRoundRobin && endpoints.Count > 1)
            report.At(manifest, endpoints, 1, "With resolution DNS_ROUND_ROBIN there can be one endpoint only.");
        foreach (var endpoint in manifest.Spec.Maps("endpoints"))
        {
            if (EndpointAddress.Fault(endpoint, isStatic, allowsNone: isStatic) is { } fault)
            {
                report.At(manifest, endpoint, "address", fault);
            }
            else if (EndpointAddress.IsSocket(endpoint) && manifest.Spec.List("ports").Count != 1)
            {
                report.At(
                    manifest,
                    endpoint,
                    "address",
                    "A Unix domain socket is of one port, and the ServiceEntry has another number of ports.");
            }
        }
    }
}
