using MeshFederation.Model.Text;

namespace MeshFederation.Model.Identity;

/// <summary>A certificate, without its key.</summary>
public sealed record MeshCertificate
{
    internal MeshCertificate(string pem, string subject, string issuer, string fingerprint) =>
        (Pem, Subject, Issuer, Fingerprint) = (pem, ShownText.Of(subject), ShownText.Of(issuer), fingerprint);

    /// <summary>Whose it is, as <c>CN=root, O=example</c>.</summary>
    public string Subject { get; internal init; }

    /// <summary>Who signed it; the subject itself for a root.</summary>
    public string Issuer { get; internal init; }

    /// <summary>Its SHA-256 fingerprint, 64 upper-case hexadecimal digits.</summary>
    public string Fingerprint { get; internal init; }

    /// <summary>From when on it holds, in UTC.</summary>
    public DateTimeOffset Starts { get; internal init; }

    /// <summary>When it ends, in UTC.</summary>
    public DateTimeOffset Expires { get; internal init; }

    /// <summary>The kind of its key, as <c>RSA 4096</c> or <c>ECDSA P-384</c>.</summary>
    public string KeyAlgorithm { get; internal init; } = "";

    /// <summary>The certificate in PEM form.</summary>
    public string Pem { get; internal init; }

    /// <summary>Whether it signed itself.</summary>
    public bool IsSelfSigned => Subject == Issuer;

    /// <summary>The subject.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Subject;
}
