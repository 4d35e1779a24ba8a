using MeshFederation.Model.Text;

namespace MeshFederation.Model.Clusters;

/// <summary>A certificate at the root of a mesh's identities.</summary>
public sealed record MeshRootCertificate(string Subject, string Fingerprint, DateTimeOffset Expires)
{
    /// <summary>Whose it is, as <c>O=example, CN=root</c>.</summary>
    public string Subject { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Subject);

    /// <summary>Its SHA-256 fingerprint, 64 upper-case hexadecimal digits.</summary>
    public string Fingerprint { get; internal init; } = Fingerprint;

    /// <summary>When it ends, in UTC.</summary>
    public DateTimeOffset Expires { get; internal init; } = Expires;

    /// <summary>The fingerprint.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fingerprint;
}
