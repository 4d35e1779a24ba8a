using System.Net;
using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EndpointNotFollowed : Rule
{
    public override string Id => "MF3042";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known where endpoints of other clusters lead, so that calls are followed there.";

    public override string Recommendation =>
        "Add the gateway's Service, with its status, to the objects of its cluster, or label the endpoint: cluster: NAME; what a gateway "
        + "routes itself can be traced from there. What was not followed was not judged.";

    public override string Source => "pilot/pkg/serviceregistry/serviceentry/conversion.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var way in federation.Endpoints)
        {
            if (What(federation, way) is not { } what) continue;
            var message = $"{way.Endpoint}, where calls to '{way.Service.Host}' go, {what}.";
            report.At(way.Entry, way.Entry.Spec, way.Field, message, new Cause((way.Client.Name, way.Endpoint.ToString()),
                way.Service.Host));
        }
    }

    private static string? What(FederationView federation, EndpointWay way)
    {
        if (way.Gateway is { } gateway)
        {
            if (gateway.Match == GatewayMatch.OtherPort
                && gateway.Cluster.Gateways.OtherServer(gateway.Workload, way.Endpoint.Port) is var (other, _))
            {
                return $"is a port of {other} of {gateway.Cluster.Name}, which routes by VirtualServices: these calls were not followed "
                    + "beyond it";
            }

            return way.IsMeshCalled && gateway is { Match: GatewayMatch.Name, Cluster.Gateways.KnowsAddresses: true }
                ? $"is taken for the gateway of {gateway.Cluster.Name}, of which it says to be; whether the name leads there is not known"
                : null;
        }

        var meant = way.Meant(federation.Mesh);
        if (!way.IsMeshCalled && meant is null) return null;
        if (way.Client.Services.Named(way.Endpoint.Address).Count > 0
            || (meant is null && way.Endpoint.Field.Contains('/', StringComparison.Ordinal)))
        {
            return null;
        }

        var isStale = meant is { Gateways.KnowsAddresses: true } && IPAddress.TryParse(way.Endpoint.Address, out _);
        return isStale ? null : "is the gateway of no cluster that is known, so these calls were not followed";
    }
}
