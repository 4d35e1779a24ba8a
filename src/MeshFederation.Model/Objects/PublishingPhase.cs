namespace MeshFederation.Model.Objects;

/// <summary>The parts of the order in which objects are published; all clusters are done with one before the next begins.</summary>
public enum PublishingPhase : long
{
    /// <summary>What serving clusters have.</summary>
    Serving,

    /// <summary>What client clusters need to reach them.</summary>
    Clients,

    /// <summary>What sends requests there.</summary>
    Routes,
}
