namespace MeshFederation.Planning.Identities;

/// <summary>The lists of revoked certificates that the Secret of a cluster is to hold.</summary>
/// <param name="State">The cluster as it was read.</param>
/// <param name="Text">The lists in PEM form, one for each authority of each chain.</param>
/// <param name="Detail">What changes, in words.</param>
public sealed record RevocationWrite(AuthorityState State, string Text, string Detail);
