using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

/// <summary>Both sides verify the other's certificate against their own roots, so each must have one that is the other's.</summary>
internal sealed class RootShared : PairCheck
{
    public override string Id => "root-shared";

    public override string Category => "Trust";

    public override string Name => "both clusters have a root certificate in common";

    public override IReadOnlyList<Fault> Faults => [CallFaults.RootsDiffer];

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
            : Found(
                pair.Client.Name, CallFaults.RootsDiffer, RootsDiffer.Why(pair.Client.Facts, pair.Server.Facts), pair.Server.Name);
    }
}
