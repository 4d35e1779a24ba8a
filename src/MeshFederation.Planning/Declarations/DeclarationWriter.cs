using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Keys;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Planning.Declarations;

/// <summary>
/// Writes services as keys and values: all that was declared of them, and nothing that was only seen, as pods. Paths of this machine are
/// nothing to others, so no kubeconfig is in it.
/// </summary>
public static class DeclarationWriter
{
    /// <summary>Writes a declaration.</summary>
    /// <param name="services">The services, in any order; several declarations of one are merged.</param>
    /// <param name="name">The name of the federation.</param>
    /// <param name="addressPool">Where its addresses come from; null for the usual range.</param>
    /// <returns>The declaration, services by namespace and name, clusters by name.</returns>
    /// <exception cref="MeshException">The declarations do not fit together, or there is none.</exception>
    public static UnstructuredMap Write(IReadOnlyList<MeshService> services, string name, string? addressPool)
    {
        Federation.RequireName(name);
        if (services.Count == 0) throw Nothing(name);
        var merged = ServiceMerger.Merge(services);
        var clusters = merged.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToList();
        var federation = FederationOf(services, clusters) with { Name = name, AddressPool = addressPool };
        clusters.AddRange(federation.Cluster.Concat(federation.ClientCluster));
        return UnstructuredMap.Of(
            (RootKeys.Version, RootKeys.Format),
            (RootKeys.Federation, FederationKeys.Section.Write(federation)),
            (RootKeys.Clusters, UnstructuredList.From(clusters.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)
                .OrderBy(cluster => cluster.Name, StringComparer.Ordinal).Select(ClusterKeys.Section.Write))),
            (RootKeys.Services, UnstructuredList.From(
                merged.Select(service => ServiceKeys.Section.Write(service with { Federation = federation })))));
    }

    /// <summary>The clusters of which more is known than a declaration says, since they were read.</summary>
    /// <param name="services">The services.</param>
    /// <returns>Their names.</returns>
    public static IReadOnlyList<string> ReadClusters(IEnumerable<MeshService> services) =>
    [
        .. services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).Where(cluster => cluster.Facts is not null)
            .Select(cluster => cluster.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What services of several values of one federation say apart, or clusters of whom the services know otherwise, stands with each of
    /// them.
    /// </summary>
    private static MeshFederationDeclaration FederationOf(IEnumerable<MeshService> services, List<MeshCluster> clusters)
    {
        var declared = services.Select(service => service.Federation).Distinct().ToList();
        return declared is [{ } only] && only.Cluster.Concat(only.ClientCluster).All(Agrees) ? only : new MeshFederationDeclaration("");

        bool Agrees(MeshCluster cluster) => clusters.Find(known => known.Name == cluster.Name) is not { } known || known == cluster;
    }

    private static MeshException Nothing(string name) => new(
        MeshErrorId.InputEmpty,
        MeshErrorKind.InvalidArgument,
        $"There is no service in the federation '{name}'.",
        "Pipe services in: New-MeshServiceEntry … | Set-MeshTrafficSplit … | Export-MeshFederation PATH.");
}
