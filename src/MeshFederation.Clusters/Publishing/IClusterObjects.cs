using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Publishing;

/// <summary>What publishing does to the objects of one cluster.</summary>
internal interface IClusterObjects
{
    /// <summary>Reads an object; null when it is not there.</summary>
    Task<UnstructuredMap?> ReadAsync(ObjectPlace place, CancellationToken ct);

    /// <summary>Applies an object as ours, or as another manager's when one is named.</summary>
    Task<UnstructuredMap> ApplyAsync(UnstructuredMap content, bool force, CancellationToken ct, string? manager = null);

    /// <summary>Replaces an object as a whole, when it still has the resource version in it.</summary>
    Task<UnstructuredMap> ReplaceAsync(UnstructuredMap content, CancellationToken ct);

    /// <summary>Removes the object that has the uid, and the resource version where one is given; false when it was not there.</summary>
    Task<bool> RemoveAsync(ObjectPlace place, string? uid, string? resourceVersion, CancellationToken ct);
}
