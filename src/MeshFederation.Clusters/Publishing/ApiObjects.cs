using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Publishing;

/// <summary>The objects of a cluster, through its API.</summary>
internal sealed class ApiObjects(KubernetesApi api) : IClusterObjects
{
    public Task<UnstructuredMap?> ReadAsync(ObjectPlace place, CancellationToken ct) =>
        api.GetAsync(Kind(place), place.Namespace, place.Name, ct);

    public Task<UnstructuredMap> ApplyAsync(UnstructuredMap content, bool force, CancellationToken ct, string? manager = null) =>
        api.ApplyAsync(
            Kind(ObjectPlace.Of(content)), content, new(Force: force, FieldManager: manager ?? ApplyOptions.OurFieldManager), ct);

    public Task<UnstructuredMap> ReplaceAsync(UnstructuredMap content, CancellationToken ct) =>
        api.ReplaceAsync(Kind(ObjectPlace.Of(content)), content, ct);

    public Task<bool> RemoveAsync(ObjectPlace place, string? uid, string? resourceVersion, CancellationToken ct) =>
        api.DeleteAsync(Kind(place), place.Namespace, place.Name, new(Uid: uid, ResourceVersion: resourceVersion), ct);

    private static ResourceKind Kind(ObjectPlace place) => ResourceKinds.Of(place.ApiVersion, place.Kind);
}
