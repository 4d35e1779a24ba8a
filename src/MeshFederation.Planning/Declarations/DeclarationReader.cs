using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Keys;

namespace MeshFederation.Planning.Declarations;

/// <summary>Makes services of a declaration as keys and values; <see cref="DeclarationWriter"/> is its other half.</summary>
public static class DeclarationReader
{
    /// <summary>Reads a declaration.</summary>
    /// <param name="root">The declaration.</param>
    /// <param name="given">Clusters that count instead of those of their names in it, since more is known of them.</param>
    /// <param name="reach">Says how its clusters are reached from here; null where that is as it stands there.</param>
    /// <returns>The services, in the order in which they stand there.</returns>
    /// <exception cref="DeclarationException">Something in it cannot be.</exception>
    /// <exception cref="MeshException">A cluster is given that it does not have.</exception>
    public static IReadOnlyList<MeshService> Read(
        UnstructuredMap root, IReadOnlyCollection<MeshCluster> given, Func<MeshCluster, MeshCluster>? reach = null)
    {
        RequireVersion(root);
        RootKeys.Shape.Check(root, ValuePath.Root);
        var context = new ReadContext(ValuePath.Root, new());
        foreach (var cluster in given.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)) context.Scope.Add(cluster);
        ReadClusters(root, context, [.. given.Select(cluster => cluster.Name)], reach ?? (static cluster => cluster));
        context.Scope.Federation = FederationKeys.Section.Read(
            root.Map(RootKeys.Federation)!, context.Under(RootKeys.Federation), new MeshFederationDeclaration(""));
        var services = ReadServices(root, context.Under(RootKeys.Services));
        var stray = given.FirstOrDefault(cluster => context.Scope.Unused.Contains(cluster.Name, StringComparer.Ordinal));
        return stray is null ? services : throw Unused(stray, root);
    }

    /// <summary>What another version means is not known, so nothing else is looked at before.</summary>
    private static void RequireVersion(UnstructuredMap root)
    {
        if (root.TryGetValue(RootKeys.Version, out var version) && version is not RootKeys.Format)
            throw DeclarationErrors.VersionUnknown(version, RootKeys.Format);
    }

    private static void ReadClusters(
        UnstructuredMap root, ReadContext context, IReadOnlyList<string> given, Func<MeshCluster, MeshCluster> reach)
    {
        var first = new Dictionary<string, ValuePath>(StringComparer.Ordinal);
        var list = context.Under(RootKeys.Clusters);
        for (var i = 0; i < root.List(RootKeys.Clusters).Count; i++)
        {
            var here = list with { Path = list.Path.Item(i) };
            var cluster = ClusterKeys.Read((UnstructuredMap)root.List(RootKeys.Clusters)[i]!, here);
            if (!first.TryAdd(cluster.Name, here.Path))
            {
                throw new DeclarationException(
                    DeclarationErrors.Twice(MeshErrorId.ClusterDuplicate, "cluster", cluster.Name, first[cluster.Name]),
                    here.Path.Under("name"));
            }

            if (!given.Contains(cluster.Name, StringComparer.Ordinal)) context.Scope.Add(reach(cluster));
        }
    }

    private static List<MeshService> ReadServices(UnstructuredMap root, ReadContext list)
    {
        var first = new Dictionary<string, ValuePath>(StringComparer.Ordinal);
        var services = new List<MeshService>();
        for (var i = 0; i < root.List(RootKeys.Services).Count; i++)
        {
            var here = list with { Path = list.Path.Item(i) };
            var service = ServiceKeys.Read((UnstructuredMap)root.List(RootKeys.Services)[i]!, here);
            if (!first.TryAdd(service.ToString(), here.Path))
            {
                throw new DeclarationException(
                    DeclarationErrors.Twice(MeshErrorId.ServiceConflict, "service", service.ToString(), first[service.ToString()]),
                    here.Path.Under("name"));
            }

            services.Add(service);
        }

        return services;
    }

    private static MeshException Unused(MeshCluster cluster, UnstructuredMap root) => new(
        MeshErrorId.ClusterNotFound,
        MeshErrorKind.ObjectNotFound,
        $"The federation '{root.Map(RootKeys.Federation)!.Text("name")}' has no cluster '{cluster}', so it would not be used.",
        "Give clusters by the names that they have in the declaration.",
        cluster);
}
