using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Istio.Identity;
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

    public override IReadOnlyList<Fault> Faults => [CallFaults.TrustDomainRefused];

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair)
    {
        if (pair.Client.Found is not { } client || pair.Server.Found is not { Facts: not null } server)
        {
            yield return NotChecked(pair.Client.Name, "The mesh configuration of one of them is not known.", "", pair.Server.Name);
            yield break;
        }

        yield return TrustDomains.Judge(server, client.TrustDomain) switch
        {
            TrustDomainAcceptance.Own => Accepted(pair, $"both are '{client.TrustDomain}'"),
            TrustDomainAcceptance.Listed => Accepted(pair, $"'{client.TrustDomain}' is among caCertificates[].trustDomains"),
            TrustDomainAcceptance.Alias => Alias(pair, client),
            TrustDomainAcceptance.Unchecked =>
                Accepted(pair, $"{IstiodVariable.SkipTrustDomain}=true, so every one under the common root is"),
            _ => Found(pair.Client.Name, CallFaults.TrustDomainRefused, TrustDomainRefused.Why(client, server), pair.Server.Name),
        };
    }

    private MeshCheck Accepted(ClusterPair pair, string why) => Passed(pair.Client.Name, why, pair.Server.Name);

    /// <summary>
    /// An alias works, and gives the other cluster's workloads the rights of those of the same name here (istio
    /// pilot/pkg/security/trustdomain/bundle.go).
    /// </summary>
    private MeshCheck Alias(ClusterPair pair, MeshCluster client) => Accepted(
        pair,
        $"'{client.TrustDomain}' is an alias, so AuthorizationPolicies of {pair.Server.Name} take its workloads for their own of the same "
        + "namespace and account");
}
