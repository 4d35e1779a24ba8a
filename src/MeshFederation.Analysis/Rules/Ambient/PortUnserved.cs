using MeshFederation.Analysis.Ambient;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class PortUnserved : Rule
{
    public override string Id => "MF6007";

    public override string Title =>
        "The Service that serves another network has the ports, by number, of the Service that is called there.";

    public override string Recommendation =>
        "Give both Services the same port numbers; targetPort may differ, and that of the caller's cluster is not used.";

    public override string Source => "pilot/pkg/networking/core/waypoint.go: the gateway's chains are made of its own cluster's ports";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh).Where(call => call.Service.Manifest is not null))
        {
            foreach (var (server, service) in call.Served.Where(served => served.Service.Manifest is not null))
            {
                foreach (var missing in call.Service.Ports.Where(port => port.IsCarried && service.Port(port.Number) is null))
                {
                    report.At(
                        call.Service.Manifest!, call.Service.Manifest!.Spec, "ports", Why(service.Reference, server.Name, missing.Number));
                }
            }
        }
    }

    /// <summary>What becomes of calls.</summary>
    public static string Why(string service, string server, int port) => FormattableString.Invariant(
        $"{service} of {server} has no port {port}: http status: 503 Service Unavailable.");
}
