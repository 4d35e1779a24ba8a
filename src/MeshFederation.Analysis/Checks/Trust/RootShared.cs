using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

/// <summary>Both sides verify the other's certificate against their own roots, so each must have one that is the other's.</summary>
internal sealed class RootShared : PairCheck
{
    public override string Id => "root-shared";

    public override string Category => "Trust";

    public override string Name => "both clusters have a root certificate in common";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair)
    {
        var (client, server) = (pair.Client.Found?.Facts?.RootCertificate ?? [], pair.Server.Found?.Facts?.RootCertificate ?? []);
        if (client.Count == 0 || server.Count == 0)
        {
            yield return NotChecked(
                pair.Client.Name,
                $"The root certificate of {(client.Count == 0 ? pair.Client.Name : pair.Server.Name)} is not known.",
                "",
                pair.Server.Name);
            yield break;
        }

        var shared = client.FirstOrDefault(root => server.Any(other => other.Fingerprint == root.Fingerprint));
        yield return shared is not null
            ? Passed(pair.Client.Name, $"'{shared.Subject}' {shared.Fingerprint[..16]}…", pair.Server.Name)
            : Failed(
                pair.Client.Name,
                $"{pair.Client.Name} trusts '{client[0].Subject}' {client[0].Fingerprint[..16]}…, {pair.Server.Name} trusts "
                + $"'{server[0].Subject}' {server[0].Fingerprint[..16]}…, and neither trusts the other's.",
                "Give every cluster an intermediate certificate of one root in the secret cacerts of its Istio namespace, and restart "
                + "istiod and the workloads.",
                pair.Server.Name);
    }
}
