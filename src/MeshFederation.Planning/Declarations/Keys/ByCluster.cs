using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>What may differ between the clusters of a service: said once where it does not, else by cluster.</summary>
internal static class ByCluster
{
    /// <summary>A value of each instance: once when all have the same, else as a map of clusters; null where no instance has any.</summary>
    public static object? Write(MeshService service, Func<MeshServiceInstance, object?> write)
    {
        var values = service.Instance.Select(write).ToList();
        return values.Skip(1).All(value => Equals(value, values[0])) ? values.FirstOrDefault() : Map(service, write);
    }

    /// <summary>A map of the clusters whose instances have a value; null where none has.</summary>
    public static UnstructuredMap? Map(MeshService service, Func<MeshServiceInstance, object?> write)
    {
        var having = service.Instance.Select(instance => (instance.Cluster.Name, Value: write(instance)))
            .Where(entry => entry.Value is not null).ToList();
        return having.Count == 0 ? null
            : UnstructuredMap.Read(having.Select(entry => entry.Name), having.Select(entry => entry.Value));
    }

    /// <summary>The service with a value for all instances, or for those that a map of clusters names.</summary>
    public static MeshService Read(
        MeshService service,
        object value,
        ReadContext context,
        bool isByCluster,
        Func<MeshServiceInstance, object, ReadContext, MeshServiceInstance> read)
    {
        if (!isByCluster) return Change(service, _ => true, instance => read(instance, value, context));
        return ((UnstructuredMap)value).Aggregate(service, (changed, entry) =>
        {
            var here = context.Under(entry.Key);
            here.Guard(() => Require(changed, entry.Key));
            return Change(
                changed,
                instance => instance.Cluster.Name == entry.Key,
                instance => here.Guard(() => read(instance, entry.Value!, here)));
        });
    }

    /// <summary>The service with changed instances.</summary>
    public static MeshService Change(
        MeshService service, Func<MeshServiceInstance, bool> which, Func<MeshServiceInstance, MeshServiceInstance> change) =>
            service with
            {
                Instance = service.Instance.Select(instance => which(instance) ? change(instance) : instance).ToValueList(),
            };

    /// <summary>Requires a cluster where the service runs.</summary>
    /// <exception cref="Model.Errors.MeshException">It does not.</exception>
    public static string Require(MeshService service, string cluster) => service.In(cluster) is not null
        ? cluster
        : throw new Model.Errors.MeshException(
            Model.Errors.MeshErrorId.ClusterNotFound,
            Model.Errors.MeshErrorKind.ObjectNotFound,
            $"The service '{service}' does not run in the cluster '{cluster}'.",
            $"Name a cluster where it runs: {string.Join(", ", service.Instance)}.",
            cluster);
}
