namespace MeshFederation.Model.Tracing;

/// <summary>How a request fares at a hop.</summary>
public enum TraceOutcome : long
{
    /// <summary>It goes on to the next hop.</summary>
    Continues,

    /// <summary>It reaches pods.</summary>
    Delivered,

    /// <summary>A route answers it itself, or redirects it.</summary>
    Answered,

    /// <summary>It leaves what is known: what comes next is not among the input.</summary>
    Unknown,

    /// <summary>It fails here; the finding says why and what to do.</summary>
    Broken,
}
