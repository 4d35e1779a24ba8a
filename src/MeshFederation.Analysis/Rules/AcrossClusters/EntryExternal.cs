using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EntryExternal : WayRule
{
    public override string Id => "MF3015";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A ServiceEntry for a service of another cluster of the mesh is MESH_INTERNAL.";

    public override string Recommendation =>
        "Set location: MESH_INTERNAL; otherwise callers do not know who serves, and the mesh's TLS is not spoken by itself.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/model/push_context.go addServiceAccounts";

    protected override string? Fault(GatewayCall way) =>
        way.Service.IsExternal
            ? $"'{way.Service.Host}' leads to the mesh of {way.Server.Name}, but is said to be outside of the mesh."
            : null;

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (way.Entry, "spec.location");
}
