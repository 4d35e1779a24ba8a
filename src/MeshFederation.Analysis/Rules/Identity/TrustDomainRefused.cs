using MeshFederation.Istio.Identity;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class TrustDomainRefused : Rule
{
    public override string Id => "MF5005";

    public override string Title => "A cluster accepts the trust domain of those who call its services.";

    public override string Recommendation =>
        "In the serving cluster, add the domain to meshConfig.caCertificates[].trustDomains, without a pem; before Istio 1.18 to "
        + "meshConfig.trustDomainAliases, which gives its identities the rights of the own ones, too: Add-MeshClusterTrust.";

    public override string Source => "pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation";

    /// <summary>What is wrong, in a sentence without its end.</summary>
    public static string Why(MeshCluster client, MeshCluster server) =>
        $"The workloads of {server.Name} refuse the trust domain {client.TrustDomain} of {client.Name}, which calls them: "
        + "SSLV3_ALERT_CERTIFICATE_UNKNOWN";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (client, server) in TrustPairs.Of(federation))
        {
            if (TrustDomains.Accepts(server, client.TrustDomain) is not false) continue;
            report.OnMesh(server, Why(client, server) + ".");
        }
    }
}
