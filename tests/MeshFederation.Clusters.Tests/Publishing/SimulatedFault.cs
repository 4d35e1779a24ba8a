namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>What goes wrong with a call.</summary>
internal enum SimulatedFault
{
    None,

    /// <summary>The server says no.</summary>
    Refused,

    /// <summary>The request never arrives.</summary>
    Unreachable,

    /// <summary>The request has its effect, but no answer comes.</summary>
    Unanswered,

    /// <summary>Something goes wrong within the module that nobody thought of.</summary>
    Unforeseen,
}
