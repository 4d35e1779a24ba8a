namespace MeshFederation.Model.Identity;

/// <summary>What is exchanged of the authorities of clusters.</summary>
public enum IdentityRotation : long
{
    /// <summary>The certificates with which istiods sign; the root stays.</summary>
    Intermediate,

    /// <summary>The root, and the certificates below it.</summary>
    Root,
}
