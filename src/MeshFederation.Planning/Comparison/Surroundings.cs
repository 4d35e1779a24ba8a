using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Planning.Comparison;

/// <summary>What stands round an object that is wanted of a cluster: all that others have there, and how it is compared.</summary>
internal sealed class Surroundings(LiveCluster live, ComparisonTerms terms)
{
    private readonly Lazy<OthersIndex> _others = new(() => new(live, terms.Federation));
    private readonly Lazy<AddressesInUse> _addresses = new(() => AddressesInUse.Of(terms.Federation, live.GivingAddresses));

    /// <summary>What was read of the cluster.</summary>
    public LiveCluster Live => live;

    /// <summary>The cluster.</summary>
    public MeshCluster Cluster => live.Cluster;

    /// <summary>The name of the federation.</summary>
    public string Federation => terms.Federation;

    /// <summary>Whether objects of the federation that are no longer wanted are removed.</summary>
    public bool Prunes => terms.Prune;

    /// <summary>The addresses that hosts have.</summary>
    public AddressesInUse Addresses => _addresses.Value;

    /// <summary>The objects of others that are of the same kind and for a host of ours, except the one under our own name.</summary>
    public IEnumerable<MeshManifest> SameHost(MeshManifest wanted) => _others.Value.SameHost(wanted, live.Cluster.ClusterDomain);

    /// <summary>An address that both have had before is no worse for being published again; a rule of the analysis speaks of it.</summary>
    public bool HasAlready(AddressCollision collision) =>
        collision.Wanted.Spec.List("hosts") is [string host, ..] && Addresses.Kept.GetValueOrDefault(host) == collision.Address;
}
