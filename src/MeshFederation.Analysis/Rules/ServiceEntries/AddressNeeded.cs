using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class AddressNeeded : VersionRule
{
    public override string Id => "MF1107";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A ServiceEntry with a TCP port has an address, its own or one that Istio allocates.";

    public override string Recommendation =>
        "Give it an address of its own in addresses; without one all such hosts share 0.0.0.0 and the port, and one of them gets the "
        + "connections of all.";

    public override string Source =>
        "pkg/config/analysis/analyzers/serviceentry/protocoladdresses.go (IST0134); pkg/config/validation/validation.go";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var manifest in federation.AllOf(IstioKind.ServiceEntry))
        {
            if (manifest.Spec.Says("addresses") || manifest.Content.Map("status")?.Says("addresses") is true) continue;
            var (cluster, isAllocated) = (federation.In(manifest.Cluster).Cluster, IsAllocated(manifest));
            if (isAllocated && !cluster.IsVersionAssumed && IstioBehavior.AllocatesAddresses(cluster.IstioVersion)) continue;
            foreach (var port in manifest.Spec.Maps("ports"))
            {
                if (port.Text("protocol") is not (null or "") && !IsTcp(port)) continue;
                yield return new(
                    cluster,
                    (report, message, cause) => report.At(manifest, port, "protocol", message, cause),
                    "Its connections can be told from others' by their address only, and it has none.",
                    isAllocated ? $"istiod of {cluster.Name} gives it an address, by which alone its connections can be told apart," : null,
                    new(manifest));
            }
        }
    }

    private static bool IsTcp(UnstructuredMap port) =>
        PortProtocol.OfServiceEntry(port.Text("protocol") ?? "") == IstioProtocol.TCP;

    /// <summary>
    /// Istiod allocates, where its version does, if the resolution is not NONE and the object does not opt out
    /// (pilot/pkg/networking/serviceentry/ip_autoallocation.go).
    /// </summary>
    private static bool IsAllocated(MeshManifest manifest) => EntryResolution.Of(manifest) != EntryResolution.None
        && manifest.Metadata.Map("labels")?.Text("networking.istio.io/enable-autoallocate-ip") != "false";
}
