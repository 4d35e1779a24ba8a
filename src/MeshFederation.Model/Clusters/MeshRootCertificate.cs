namespace MeshFederation.Model.Clusters;

/// <summary>A certificate at the root of a mesh's identities.</summary>
/// <param name="Subject">Whose it is, as <c>O=example, CN=root</c>.</param>
/// <param name="Fingerprint">Its SHA-256 fingerprint, 64 upper-case hexadecimal digits.</param>
/// <param name="Expires">When it ends, in UTC.</param>
public sealed record MeshRootCertificate(string Subject, string Fingerprint, DateTimeOffset Expires)
{
    /// <summary>The fingerprint.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fingerprint;
}
