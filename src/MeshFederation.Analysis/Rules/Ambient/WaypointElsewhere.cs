using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class WaypointElsewhere : Rule
{
    public override string Id => "MF6005";

    public override string Title => "A Service that is called from other networks has its waypoint in its own namespace, or none.";

    public override string Recommendation =>
        "Use a waypoint in the namespace of the Service: callers expect identities of that namespace, and a WorkloadEntry names "
        + "no other.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/workloads.go; ztunnel src/identity";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (server, service) in TunnelCall.Of(federation.Mesh).SelectMany(call => call.Served).Distinct())
        {
            if (service.Manifest is { } manifest
                && ServiceWaypoints.Of(server, service) is var (space, name)
                && space != service.Namespace)
            {
                report.On(manifest, Why(space, name));
            }
        }
    }

    /// <summary>What becomes of calls.</summary>
    public static string Why(string space, string name) =>
        $"Its waypoint {space}/{name} answers as one of {space}, whom callers in other networks refuse: expected SAN.";
}
