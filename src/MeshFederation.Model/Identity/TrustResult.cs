namespace MeshFederation.Model.Identity;

/// <summary>Whether a handshake would work.</summary>
public enum TrustResult : long
{
    /// <summary>It would not.</summary>
    Fails,

    /// <summary>Not enough is known to tell.</summary>
    Unknown,

    /// <summary>It would.</summary>
    Works,
}
