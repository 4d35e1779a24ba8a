using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class AddressNeeded : ObjectRule
{
    public override string Id => "MF1107";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A ServiceEntry with a TCP port has an address, its own or one that Istio allocates.";

    public override string Recommendation =>
        "Give it an address of its own in addresses; without one all such hosts share 0.0.0.0 and the port, and one of them gets the "
        + "connections of all.";

    public override string Source =>
        "pkg/config/analysis/analyzers/serviceentry/protocoladdresses.go (IST0134); pkg/config/validation/validation.go";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Says("addresses") || manifest.Content.Map("status")?.Says("addresses") is true || IsAllocated(manifest, cluster))
            return;
        foreach (var port in manifest.Spec.Maps("ports"))
        {
            if (port.Text("protocol") is null or "" || IsTcp(port))
            {
                report.At(
                    manifest,
                    port,
                    "protocol",
                    "Its connections can be told from others' by their address only, and it has none.",
                    new Cause(manifest));
            }
        }
    }

    private static bool IsTcp(UnstructuredMap port) => string.Equals(port.Text("protocol"), "TCP", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Istiod allocates where the resolution is not NONE, unless the object opts out
    /// (pilot/pkg/networking/serviceentry/ip_autoallocation.go).
    /// </summary>
    private static bool IsAllocated(MeshManifest manifest, ClusterView cluster) =>
        IstioBehavior.AllocatesAddresses(cluster.Cluster.IstioVersion)
        && EntryResolution.Of(manifest) != EntryResolution.None
        && manifest.Metadata.Map("labels")?.Text("networking.istio.io/enable-autoallocate-ip") != "false";
}
