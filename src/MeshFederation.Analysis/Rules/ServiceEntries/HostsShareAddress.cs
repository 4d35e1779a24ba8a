using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class HostsShareAddress : ObjectRule
{
    public override string Id => "MF1113";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A ServiceEntry with an address, a TCP port and resolution DNS has one host.";

    public override string Recommendation => "Write a ServiceEntry with an address of its own for each host.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!EntryResolution.IsByDns(manifest)) return;
        if (manifest.Spec.List("addresses").Count == 0 || manifest.Spec.List("hosts").Count < 2) return;
        if (manifest.Spec.Maps("ports").Any(port => IstioProtocolText.IsTcp(port.Text("protocol") ?? "")))
        {
            report.At(
                manifest, manifest.Spec, "hosts", "Its hosts share an address, and a TCP connection to it does not say which is called.");
        }
    }
}
