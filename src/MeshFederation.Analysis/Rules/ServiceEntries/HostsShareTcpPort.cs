using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class HostsShareTcpPort : ObjectRule
{
    public override string Id => "MF1112";

    public override string Title => "A ServiceEntry with several hosts has ports of HTTP or TLS only, unless its resolution is NONE.";

    public override string Recommendation => "Write a ServiceEntry for each host: plain TCP says nothing of the host that is called.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (EntryResolution.Of(manifest) == EntryResolution.None || manifest.Spec.List("hosts").Count < 2) return;
        foreach (var port in manifest.Spec.Maps("ports"))
        {
            var protocol = port.Text("protocol") ?? "";
            if (IstioProtocolText.IsHttp(protocol) || IstioProtocolText.IsTls(protocol)) continue;
            report.At(
                manifest,
                port,
                "protocol",
                $"Its hosts cannot be told apart on a port of {(protocol.Length == 0 ? "no protocol" : protocol)}.");
            return;
        }
    }
}
