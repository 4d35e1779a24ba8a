namespace MeshFederation.Clusters.Publishing;

/// <summary>How the writes of a publish came out as a whole.</summary>
internal enum RunResult
{
    /// <summary>Everything is as wanted.</summary>
    Done,

    /// <summary>Not everything could be done, and all that was is put back.</summary>
    PutBack,

    /// <summary>Not everything could be done, and what was changed stays, at least in part.</summary>
    Left,
}
