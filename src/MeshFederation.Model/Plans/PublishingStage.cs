namespace MeshFederation.Model.Plans;

/// <summary>
/// The stages of a publish, in their order. An object that gains something and loses something is written in two of them.
/// </summary>
public enum PublishingStage : long
{
    /// <summary>What is new is added, and what is old stays beside it.</summary>
    Add,

    /// <summary>What stands in another namespace or under another name now is made there and goes from where it was.</summary>
    Move,

    /// <summary>The VirtualServices change, so requests take their new ways.</summary>
    Routes,

    /// <summary>What nothing calls any more goes.</summary>
    Remove,
}
