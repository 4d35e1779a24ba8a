using System.Collections;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes cluster domains and trust domains that this session has met; the name of the cluster is a usual trust domain.
/// </summary>
public sealed class DomainCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.SelectMany(cluster => new[] { cluster.ClusterDomain, cluster.TrustDomain }).Append(MeshCluster.UsualDomain)
            .Concat(bound.Contains("Name") ? [ArgumentMap.Text(bound["Name"])] : Array.Empty<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(domain => (domain, "domain " + domain));
}
