using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Objects;

internal sealed class AddressesUnique : ClusterCheck
{
    public override string Id => "addresses-unique";

    public override string Category => "Objects";

    public override string Name => "no address belongs to ServiceEntries of different hosts";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.ServiceEntry.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's ServiceEntries could not be read.");
            yield break;
        }

        var entries = cluster.Objects.Where(ReadKind.ServiceEntry.Type.Is).ToList();
        var shared = entries.SelectMany(entry => Addresses(entry.Spec.List("addresses"), entry.Content).Select(address => (address, entry)))
            .GroupBy(pair => pair.address, StringComparer.Ordinal)
            .Where(same => same.Any(pair => !SharedAddresses.MayShare(pair.entry, same.First().entry))).ToList();
        foreach (var same in shared)
        {
            yield return Failed(
                cluster.Name,
                $"{same.Key} is an address of {string.Join(" and ", same.Select(pair => pair.entry))}; connections to it go to one of "
                + "them.",
                "Give one of them another address: New-MeshServiceEntry -Address, or -AddressPool.");
        }

        if (shared.Count == 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{entries.Count} ServiceEntries"));
    }

    private static IEnumerable<string> Addresses(Model.Objects.UnstructuredList declared, Model.Objects.UnstructuredMap content) =>
        declared.OfType<string>()
            .Concat((content.Map("status")?.Maps("addresses") ?? []).Select(address => address.Text("value")).OfType<string>())
            .Distinct(StringComparer.Ordinal);
}
