namespace MeshFederation.Model.Access;

/// <summary>What of a port a caller of another cluster reaches.</summary>
public enum AccessReach : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Some requests, and others not, or perhaps not.</summary>
    Some = 1,

    /// <summary>Everything.</summary>
    All = 2,

    /// <summary>It depends on what is not known, as an address, a token or a provider.</summary>
    Unknown = 3,
}
