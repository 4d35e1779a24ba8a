namespace MeshFederation.Model.Identity;

/// <summary>What becomes of a cluster in a step.</summary>
public enum IdentityAction : long
{
    /// <summary>Nothing is left to do.</summary>
    None,

    /// <summary>The Secret cacerts is made.</summary>
    Create,

    /// <summary>The Secret cacerts is written anew; what it was is kept in another Secret.</summary>
    Update,

    /// <summary>Workloads are restarted.</summary>
    Restart,

    /// <summary>Something must still take the change up before the next step.</summary>
    Wait,
}
