using System.Net;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>Whoever wrote the address knew of which cluster it is; the objects of that cluster say others.</summary>
internal sealed class EndpointStale : Rule
{
    public override string Id => "MF3041";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "An endpoint that says it is of a cluster has an address of its gateway.";

    public override string Recommendation =>
        "Write the address that the gateway's Service has now, as kubectl get service shows it; calls to an address that nobody has "
        + "fail with 503, flag UF.";

    public override string Source => "k8s.io Service status.loadBalancer; pilot/pkg/serviceregistry/serviceentry/conversion.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var way in federation.Endpoints)
        {
            if (way.Gateway is not null || way.Named is not { } name || name == way.Client.Name
                || federation.Mesh[name] is not { Gateways.KnowsAddresses: true })
            {
                continue;
            }

            if (!IPAddress.TryParse(way.Endpoint.Address, out _)) continue;
            var message = $"{way.Endpoint}, where calls to '{way.Service.Host}' go, is no known address of {name}, of which it says it is.";
            report.At(way.Entry, way.Entry.Spec, way.Field, message, new Cause((way.Client.Name, way.Endpoint.ToString()),
                way.Service.Host));
        }
    }
}
