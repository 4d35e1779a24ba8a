using System.Net;
using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EndpointNotFollowed : Rule
{
    public override string Id => "MF3042";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known where endpoints of other clusters lead, so that calls are followed there.";

    public override string Recommendation =>
        "Give the objects of the other cluster, too, and among them the Service of its gateway with its status, or say by a label of the "
        + "endpoint of which cluster it is, cluster: NAME. What a gateway routes itself can be traced from there. What was not followed "
        + "was not judged.";

    public override string Source => "pilot/pkg/serviceregistry/serviceentry/conversion.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var way in federation.Endpoints)
        {
            if (What(federation, way) is not { } what) continue;
            var message = $"{way.Endpoint}, where calls to '{way.Service.Host}' go, {what}.";
            report.At(way.Entry, way.Entry.Spec, way.Field, message, new Cause((way.Client.Name, Lacking(federation, way)),
                way.Service.Host));
        }

        foreach (var call in TunnelCall.Of(federation.Mesh).Where(call => call.Servers.Count == 0))
        {
            var message = $"The network '{call.Network}', into which calls to '{call.Service.Host}' go through tunnels, is that of no "
                + "cluster that is known, so these calls were not followed.";
            report.On(call.Gateway, message, new Cause((call.Client.Name, call.Network), call.Service.Host));
        }
    }

    /// <summary>What is to be added, for all calls that were not followed since it lacks.</summary>
    private static string Lacking(FederationView federation, EndpointWay way) =>
        way.Gateway is null && way.Missing(federation.Mesh) is { } cluster ? cluster : way.Endpoint.ToString();

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
                ? $"is taken for the gateway of {gateway.Cluster.Name}, of which it says it is; whether the name leads there is not known"
                : null;
        }

        var (meant, missing, network) = (way.Meant(federation.Mesh), way.Missing(federation.Mesh), way.Network);
        var isOfSet = way.Named is null && missing is null && ClusterSetHost.IsOf(way.Service.Host);
        var isNamed = meant is not null || missing is not null || network is not null || isOfSet;
        if (!way.IsMeshCalled && !isNamed) return null;

        if (way.Client.Services.Named(way.Endpoint.Address).Count > 0 || (!isNamed && IsOwn(federation, way))) return null;

        var isStale = meant is { Gateways.KnowsAddresses: true } && IPAddress.TryParse(way.Endpoint.Address, out _);
        return isStale ? null
            : meant is null && missing is not null ? $"leads to {missing}, of which nothing is known, so these calls were not followed"
            : meant is null && network is not null
                ? $"is the gateway of the network '{network}', and of no cluster that is known, so these calls were not followed"
            : isOfSet ? "leads to whichever clusters export the Service, since a host of the Multi-Cluster Services API names none: these "
                + "calls were not followed"
            : "is the gateway of no cluster that is known, so these calls were not followed";
    }

    /// <summary>
    /// Whether nothing says that an endpoint is elsewhere: a workload of the own cluster that runs outside of it is a WorkloadEntry, too,
    /// or stands in an entry for a host of the cluster's own, where no other cluster is known that could serve that.
    /// </summary>
    private static bool IsOwn(FederationView federation, EndpointWay way) => way.Endpoint.Field.Contains('/', StringComparison.Ordinal)
        || (federation.Mesh.Clusters.Count == 1 && ServiceHost.IsOf(way.Service.Host, way.Client.Facts.ClusterDomain));
}
