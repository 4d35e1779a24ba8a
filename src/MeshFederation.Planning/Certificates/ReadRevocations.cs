using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Certificates;

/// <summary>A list of revoked certificates that was read.</summary>
/// <param name="Issuer">The name of the authority, as hexadecimal digits of its DER form.</param>
/// <param name="Until">When it ends; null for never.</param>
/// <param name="Revoked">What it revokes.</param>
internal sealed record ReadRevocations(string Issuer, DateTimeOffset? Until, ValueList<RevokedCertificate> Revoked)
{
    /// <summary>The identifier of the key that signed it, as hexadecimal digits; null where it names none (RFC 5280, 5.2.1).</summary>
    public string? Key { get; init; }

    private const string OfAuthorityKey = "2.5.29.35";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Whether an authority can have signed it: one of its name and, where the list names a key, of that key.</summary>
    /// <param name="name">Its name, as hexadecimal digits of its DER form.</param>
    /// <param name="key">The identifier of its key, as hexadecimal digits; null where its certificate has none.</param>
    public bool IsOf(string name, string? key) => Issuer == name && (Key is null || key is null || Key == key);

    /// <summary>The lists of a text (RFC 5280, 5.1).</summary>
    /// <param name="pem">The text in PEM form.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <exception cref="MeshException">It holds something else.</exception>
    public static IReadOnlyList<ReadRevocations> Of(string pem, string place)
    {
        var lists = new List<ReadRevocations>();
        try
        {
            for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
            {
                if (rest[found.Label] is not RevocationList.Label) throw Invalid(place);
                lists.Add(Of(Convert.FromBase64String(rest[found.Base64Data].ToString())));
            }
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            throw Invalid(place);
        }

        return lists.Count > 0 || pem.Trim().Length == 0 ? lists : throw Invalid(place);
    }

    private static ReadRevocations Of(byte[] list)
    {
        var body = new AsnReader(list, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) _ = body.ReadInteger();
        _ = body.ReadSequence();
        var issuer = Convert.ToHexString(body.ReadEncodedValue().Span);
        _ = Time(body);
        var until = body.HasData && IsTime(body.PeekTag()) ? Time(body) : (DateTimeOffset?)null;
        var revoked = new List<RevokedCertificate>();
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            for (var entries = body.ReadSequence(); entries.HasData;)
            {
                var entry = entries.ReadSequence();
                revoked.Add(new(Convert.ToHexString(entry.ReadIntegerBytes().Span), Time(entry)));
            }
        }

        return new(issuer, until, revoked.ToValueList()) { Key = body.HasData ? KeyOf(body.ReadSequence(Extensions)) : null };
    }

    private static string? KeyOf(AsnReader wrapped)
    {
        for (var extensions = wrapped.ReadSequence(); extensions.HasData;)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() is not OfAuthorityKey) continue;
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) _ = extension.ReadBoolean();
            var names = new X509AuthorityKeyIdentifierExtension(extension.ReadOctetString());
            return names.KeyIdentifier is { } key ? Convert.ToHexString(key.Span) : null;
        }

        return null;
    }

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static MeshException Invalid(string place) => new(
        MeshErrorId.CertificateInvalid,
        MeshErrorKind.InvalidData,
        $"The lists of revoked certificates of {place} cannot be read, and are not overwritten.",
        $"Give lists that begin with -----BEGIN {RevocationList.Label}-----, or take them out.",
        place);
}
