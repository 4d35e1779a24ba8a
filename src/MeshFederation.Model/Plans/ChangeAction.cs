namespace MeshFederation.Model.Plans;

/// <summary>What happens, or happened, to an object of a cluster.</summary>
public enum ChangeAction : long
{
    /// <summary>It is not there and is made.</summary>
    Create,

    /// <summary>It is there, is ours, and is changed.</summary>
    Update,

    /// <summary>It is there as it should be.</summary>
    Unchanged,

    /// <summary>It is ours, is no longer wanted, and is removed.</summary>
    Delete,

    /// <summary>Something that is not ours is in its way; nothing is done.</summary>
    Conflict,

    /// <summary>It was tried and did not succeed.</summary>
    Failed,

    /// <summary>It was changed, and put back because another change failed.</summary>
    RolledBack,

    /// <summary>It was not tried, because a change before it failed or the run was stopped.</summary>
    Skipped,
}
