namespace MeshFederation.Clusters.Api;

/// <summary>What happened to a watched object.</summary>
public enum WatchEventType
{
    /// <summary>It is new, or new to the watch.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Nothing; the object only carries the resource version that the watch has reached.</summary>
    Bookmark,
}
