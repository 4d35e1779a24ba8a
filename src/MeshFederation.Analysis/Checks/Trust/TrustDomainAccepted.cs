using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Trust;

/// <summary>
/// The serving sidecar accepts its own trust domain, its aliases, and those of caCertificates
/// (istio pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation).
/// </summary>
internal sealed class TrustDomainAccepted : PairCheck
{
    public override string Id => "trust-domain-accepted";

    public override string Category => "Trust";

    public override string Name => "the serving cluster accepts the caller's trust domain";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair)
    {
        if (pair.Client.Found is not { } client || pair.Server.Found is not { Facts: { } facts } server)
        {
            yield return NotChecked(pair.Client.Name, "The mesh configuration of one of them is not known.", "", pair.Server.Name);
            yield break;
        }

        if (client.TrustDomain == server.TrustDomain)
        {
            yield return Passed(pair.Client.Name, $"both are '{client.TrustDomain}'", pair.Server.Name);
        }
        else if (facts.TrustedDomain.Contains(client.TrustDomain, StringComparer.Ordinal))
        {
            yield return Passed(pair.Client.Name, $"'{client.TrustDomain}' is among caCertificates[].trustDomains", pair.Server.Name);
        }
        else if (facts.TrustDomainAlias.Contains(client.TrustDomain, StringComparer.Ordinal))
        {
            yield return Alias(pair, client);
        }
        else if (IstiodSettings.AcceptsEveryTrustDomain(server))
        {
            yield return Passed(
                pair.Client.Name, $"{IstiodVariable.SkipTrustDomain}=true, so every one under the common root is", pair.Server.Name);
        }
        else
        {
            yield return Refused(pair, client, server);
        }
    }

    /// <summary>
    /// An alias works, and gives the other cluster's workloads the rights of those of the same name here (istio
    /// pilot/pkg/security/trustdomain/bundle.go).
    /// </summary>
    private MeshCheck Alias(ClusterPair pair, MeshCluster client) => Passed(
        pair.Client.Name,
        $"'{client.TrustDomain}' is an alias, so AuthorizationPolicies of {pair.Server.Name} take its workloads for their own of the same "
        + "namespace and account",
        pair.Server.Name);

    private MeshCheck Refused(ClusterPair pair, MeshCluster client, MeshCluster server) => Failed(
        pair.Client.Name,
        $"The workloads of {pair.Server.Name} ('{server.TrustDomain}') refuse certificates of '{client.TrustDomain}'.",
        $"In meshConfig of {pair.Server.Name}: trustDomainAliases: [{client.TrustDomain}], or from Istio 1.18 caCertificates: [{{pem: …, "
        + $"trustDomains: [{client.TrustDomain}]}}].",
        pair.Server.Name);
}
