using MeshFederation.Analysis.Rules.ServiceEntries;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.WorkloadEntries;

internal sealed class AddressWrong : ObjectRule
{
    public override string Id => "MF1601";

    public override string Title =>
        "The address of a WorkloadEntry is an IP address, a host name or a socket; it may be missing where a network is named.";

    public override string Recommendation => "Give the address under which the workload is reached.";

    public override string Source => "pkg/config/validation/validation.go validateWorkloadEntry";

    protected override string Kind => IstioKind.WorkloadEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (EndpointAddress.Fault(manifest.Spec, isStatic: false, allowsNone: true) is { } fault)
            report.At(manifest, manifest.Spec, "address", fault);
    }
}
