using MeshFederation.Istio.Identity;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class TrustDomainUnknown : Rule
{
    public override string Id => "MF5006";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known whether a cluster accepts the trust domain of those who call its services.";

    public override string Recommendation =>
        "See that meshConfig.trustDomainAliases or caCertificates[].trustDomains of the serving cluster has the domain; Get-MeshCluster "
        + "reads it from the live cluster.";

    public override string Source => "pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (client, server) in TrustPairs.Of(federation))
        {
            if (TrustDomains.Accepts(server, client.TrustDomain) is null)
            {
                report.OnMesh(
                    server,
                    $"{client.Name} calls with the trust domain {client.TrustDomain}; whether {server.Name} accepts it cannot be seen from "
                    + "here.",
                    new Cause(server.Name, client.Name));
            }
        }
    }
}
