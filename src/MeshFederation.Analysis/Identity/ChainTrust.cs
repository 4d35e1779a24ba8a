using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;
using static MeshFederation.Analysis.Identity.TrustRemarks;

namespace MeshFederation.Analysis.Identity;

/// <summary>What two clusters make of the chains below which they sign, as far as their authorities were read.</summary>
internal static class ChainTrust
{
    /// <summary>Below which of its roots a cluster's own authority is, the list of roots does not tell, but its chain.</summary>
    public static MeshTrust WhileRootsDiffer(MeshCluster client, MeshCluster server, List<AuthorityState> read)
    {
        (MeshCluster, MeshCluster)[] ways = [(client, server), (server, client)];
        foreach (var (one, other) in ways)
        {
            if (Read(one, other, read) is var (signing, trusting) && PeerChain.Fault(signing, trusting.Served) is { } fault)
            {
                return Fails(
                    client,
                    server,
                    $"{other.Name} does not trust what {one.Name} signs with: {fault}: CERTIFICATE_VERIFY_FAILED",
                    RootsDiffer.Exchange);
            }
        }

        foreach (var (one, other) in ways)
        {
            if (Read(one, other, read) is not var (signing, _))
            {
                return Unknown(
                    client,
                    server,
                    $"{Common(client, server)}, and below which of them each signs is not known",
                    "Look at their authorities, too: Test-MeshIdentity CLUSTER, CLUSTER -Live.");
            }

            if (AuthorityUse.HasAuthority(signing, isSure: true)) continue;
            return Unknown(
                client,
                server,
                $"{Common(client, server)}, and proxies of {one.Name} may have certificates of an older authority than that of its Secret",
                "Wait until every proxy has the newest, as Get-MeshIdentity shows it, or go on with the exchange: "
                + "Publish-MeshIdentity -Rotate Root.");
        }

        return Works(client, server);
    }

    private static (AuthorityState Signing, AuthorityState Trusting)? Read(MeshCluster one, MeshCluster other, List<AuthorityState> read) =>
        read.Find(state => state.Cluster.Name == one.Name) is { Authority: not null } signing
        && read.Find(state => state.Cluster.Name == other.Name) is { Served.Count: > 0 } trusting ? (signing, trusting) : null;

    private static string Common(MeshCluster client, MeshCluster server) =>
        $"{client.Name} and {server.Name} have a root in common, but not all";

    /// <summary>Lists of revoked certificates, which refuse all chains with an authority that has none, too.</summary>
    public static IEnumerable<MeshTrust> Lists(MeshCluster client, MeshCluster server, List<AuthorityState> read)
    {
        foreach (var (one, other) in new[] { (client, server), (server, client) })
        {
            if (read.Find(state => state.Cluster.Name == one.Name) is not { Authority: not null } signing
                || read.Find(state => state.Cluster.Name == other.Name) is not { } refusing
                || PeerChain.Refusal(signing, refusing) is not { } why)
            {
                continue;
            }

            yield return Fails(
                client,
                server,
                $"{other.Name} refuses what {one.Name} signs with: {why} (CERTIFICATE_VERIFY_FAILED)",
                $"Where {one.Name} is not expelled, look at the lists of {other.Name}, or take them out: key "
                + $"{AuthoritySecret.Revocations} of its Secret {AuthoritySecret.Name}, and restart istiod, which hands them out "
                + "until then.");
        }
    }
}
