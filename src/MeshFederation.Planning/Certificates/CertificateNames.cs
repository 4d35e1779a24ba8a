using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Certificates;

/// <summary>The subjects of certificates.</summary>
internal static class CertificateNames
{
    /// <summary>RFC 5280 A.1, ub-common-name and ub-organization-name.</summary>
    private const int Longest = 64;

    /// <summary>A subject of a common name and an organization.</summary>
    /// <exception cref="MeshException">One is empty, too long, or has control characters.</exception>
    public static X500DistinguishedName Of(string name, string organization)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(Require(name, "name"));
        builder.AddOrganizationName(Require(organization, "organization"));
        return builder.Build();
    }

    private static string Require(string text, string what)
    {
        var why = string.IsNullOrWhiteSpace(text) ? "is empty"
            : text.Length > Longest ? FormattableString.Invariant($"has {text.Length} characters, and {Longest} are allowed")
            : text.Any(char.IsControl) ? "has control characters"
            : null;
        return why is null ? text : throw new MeshException(
            MeshErrorId.CertificateNameInvalid,
            MeshErrorKind.InvalidArgument,
            $"The {what} '{text}' of a certificate {why}.",
            "Give a short name, as 'Example mesh root'. Names of certificates are public: no secret belongs into them.",
            text);
    }
}
