namespace MeshFederation.Model.Identity;

/// <summary>The steps in which authorities are exchanged so that no cluster distrusts another at any moment.</summary>
public enum IdentityStep : long
{
    /// <summary>Every cluster trusts the old roots and the new.</summary>
    TrustBoth,

    /// <summary>Every cluster signs with its new authority, and trusts what it trusted.</summary>
    NewAuthority,

    /// <summary>Every cluster trusts the new root alone.</summary>
    TrustNew,

    /// <summary>All is as it is wanted, and every proxy has it.</summary>
    Done,

    /// <summary>Every cluster has the lists by which it refuses the certificates that are revoked, and no others.</summary>
    Revoke,
}
