using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Clusters that are being expelled: nothing is asked of them, since what they say may be a lie, and what the others are to refuse counts
/// as refused already, since it is before anything is published.
/// </summary>
/// <param name="Name">Their names.</param>
/// <param name="TrustDomain">Their trust domains.</param>
public sealed record ExpelledClusters(IReadOnlySet<string> Name, IReadOnlyCollection<string> TrustDomain)
{
    /// <summary>The names of clusters whose mesh configuration stays as it is, since changing it was declined.</summary>
    public IReadOnlySet<string> Declined { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// A cluster by whom it will accept. A domain that one of those who go on has is refused nowhere, and an istiod that looks at no trust
    /// domain accepts those of the expelled, whatever its mesh configuration says.
    /// </summary>
    internal MeshCluster Refused(MeshCluster cluster, IEnumerable<string> domains)
    {
        if (cluster.Facts is not { } facts || Declined.Contains(cluster.Name)) return cluster;
        var gone = TrustDomain.Except(domains, StringComparer.Ordinal).ToList();
        return cluster with
        {
            Facts = IstiodSettings.AcceptsEveryTrustDomain(cluster)
                ? facts with { TrustedDomain = facts.TrustedDomain.Union(gone, StringComparer.Ordinal).ToValueList() }
                : facts with
                {
                    TrustedDomain = facts.TrustedDomain.Except(gone, StringComparer.Ordinal).ToValueList(),
                    TrustDomainAlias = facts.TrustDomainAlias.Except(gone, StringComparer.Ordinal).ToValueList(),
                },
        };
    }
}
