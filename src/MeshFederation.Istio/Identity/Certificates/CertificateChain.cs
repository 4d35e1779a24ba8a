using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Istio.Identity.Certificates;

/// <summary>The way from a certificate to one of several roots.</summary>
internal static class CertificateChain
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private const X509ChainStatusFlags OfNames = X509ChainStatusFlags.HasNotPermittedNameConstraint
        | X509ChainStatusFlags.HasExcludedNameConstraint | X509ChainStatusFlags.InvalidNameConstraints;

    /// <summary>
    /// Follows a chain as istiod does: with Go's Verify, whose default asks each certificate that names uses of its key for that of a
    /// server (istio security/pkg/pki/util/keycertbundle.go Verify).
    /// </summary>
    /// <returns>The certificates from the first to the root, and what is wrong; null where nothing is.</returns>
    public static (ValueList<MeshCertificate> Way, string? Fault) Follow(
        MeshCertificate first, IEnumerable<MeshCertificate> between, IReadOnlyCollection<MeshCertificate> roots, DateTimeOffset now)
    {
        // Roots that istiods make for themselves have one name, and the framework takes any root of the name that it looks for.
        MeshCertificate[] given = [.. between];
        foreach (var root in roots.Where(_ => roots.Count > 1))
        {
            var found = FollowTo(first, given, [root], now);
            if (found.Fault is null) return found;
        }

        return FollowTo(first, given, roots, now);
    }

    private static (ValueList<MeshCertificate> Way, string? Fault) FollowTo(
        MeshCertificate first, IEnumerable<MeshCertificate> between, IReadOnlyCollection<MeshCertificate> roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        var opened = new List<X509Certificate2>();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        chain.ChainPolicy.CustomTrustStore.AddRange(Open(roots));
        chain.ChainPolicy.ExtraStore.AddRange(Open(between));
        try
        {
            var certificate = Open([first])[0];
            var isSound = chain.Build(certificate);
            var way = chain.ChainElements.Select(element => CertificateReading.Of(element.Certificate)).ToValueList();
            return (way, isSound ? null : Fault(chain, way[^1], roots));
        }
        finally
        {
            foreach (var certificate in opened.Concat(chain.ChainElements.Select(element => element.Certificate))) certificate.Dispose();
        }

        X509Certificate2[] Open(IEnumerable<MeshCertificate> certificates)
        {
            X509Certificate2[] made = [.. certificates.Select(CertificateReading.Open)];
            opened.AddRange(made);
            return made;
        }
    }

    private static string Fault(X509Chain chain, MeshCertificate last, IEnumerable<MeshCertificate> roots)
    {
        foreach (var element in chain.ChainElements)
        {
            var status = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
            if (Of(status) is { } fault) return $"of '{element.Certificate.Subject}' {fault}";
        }

        return last.IsSelfSigned
            ? $"it leads to the root '{last.Subject}', and the root that is given is '{string.Join("', '", roots)}'"
            : $"'{last.Subject}' was signed by '{last.Issuer}', whose certificate is not among those that are given";
    }

    private static string? Of(X509ChainStatusFlags status) =>
        status.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "the time is over, or has not begun"
        : status.HasFlag(X509ChainStatusFlags.NotSignatureValid) ? "the signature does not fit who it says signed it"
        : status.HasFlag(X509ChainStatusFlags.NotValidForUsage)
            ? "the uses of the key leave out that of a server (serverAuth), and istiod asks for it"
        : status.HasFlag(X509ChainStatusFlags.InvalidBasicConstraints) ? "the basic constraints do not allow what stands below it"
        : (status & OfNames) != X509ChainStatusFlags.NoError ? "the name constraints do not allow what stands below it"
        : null;
}
