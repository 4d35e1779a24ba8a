using System.Text;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// The Secret of a cluster's authority: <c>cacerts</c>, of istiod's own form or of type kubernetes.io/tls, and <c>istio-ca-secret</c>, in
/// which istiod keeps what it made itself (istio pilot/pkg/bootstrap/istio_ca.go, security/pkg/pki/ca/ca.go).
/// </summary>
public static partial class AuthoritySecret
{
    /// <summary>The name of the Secret that is given to istiod.</summary>
    public const string Name = "cacerts";

    /// <summary>The name of the Secret that istiod makes itself.</summary>
    public const string OfIstiod = "istio-ca-secret";

    /// <summary>
    /// The annotation that remembers which authority every proxy was seen to have, behind the uid of the Secret of which that was said:
    /// who copies a Secret copies its annotations.
    /// </summary>
    private const string ProvenAuthority = "meshfederation.io/proven-authority";

    /// <summary>
    /// The annotation that remembers with which roots every pod of istiod was seen to have been started, behind the uid of the Secret.
    /// </summary>
    private const string ProvenRoots = "meshfederation.io/proven-roots";

    /// <summary>The key of the lists of revoked certificates (istio security/pkg/pki/ca/ca.go CACRLFile).</summary>
    public const string Revocations = "ca-crl.pem";

    /// <summary>The keys that hold certificates, and no key.</summary>
    private static readonly string[] Certificates =
        [Own, TlsOwn, Chain, ControlPlaneNames.RootsKey, SecretTexts.TlsAuthority];

    private const string Own = ControlPlaneNames.AuthorityKey;
    private const string Chain = ControlPlaneNames.ChainKey;
    private const string TlsOwn = SecretTexts.TlsCertificate;

    /// <summary>Says of a Secret <c>cacerts</c> that istiod made it itself (istio security/pkg/pki/ca/ca.go, IstioGenerated).</summary>
    private const string Generated = "istio-generated";

    /// <summary>Whether istiod made a Secret itself.</summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>True when it did.</returns>
    public static bool IsOfIstiod(UnstructuredMap secret) =>
        secret.Map("metadata")?.Text("name") == OfIstiod || secret.Map("data")?.ContainsKey(Generated) is true;

    /// <summary>The roots of a Secret, as they stand there.</summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>The text in PEM form; that of the authority itself where no root is named.</returns>
    public static string RootText(UnstructuredMap secret) =>
        Held(secret, ControlPlaneNames.RootsKey, SecretTexts.TlsAuthority) is { Length: > 0 } text ? text : Held(secret, Own, TlsOwn);

    /// <summary>The authority that every proxy was seen to have, as this very Secret remembers it.</summary>
    /// <param name="secret">The Secret as a cluster has it.</param>
    /// <returns>The fingerprint of the authority; empty when it remembers none, or is a copy of the one that does.</returns>
    public static string Proven(UnstructuredMap secret) => Remembered(secret, ProvenAuthority);

    /// <summary>Whether every pod of istiod was seen to have been started with the roots of a Secret, as that remembers.</summary>
    /// <param name="secret">The Secret as a cluster has it.</param>
    /// <returns>True when it does.</returns>
    public static bool HasProvenRoots(UnstructuredMap secret) => Remembered(secret, ProvenRoots) == Hash(RootText(secret));

    /// <summary>
    /// The certificates of the authority of a Secret without its roots, and none where workloads get other roots than those: then istiod
    /// does not sign with it.
    /// </summary>
    /// <param name="secret">The Secret.</param>
    /// <param name="served">The fingerprints of the roots that workloads get.</param>
    /// <returns>The certificates, that with which istiod signs first.</returns>
    public static ValueList<MeshCertificate> InUse(UnstructuredMap secret, IReadOnlyCollection<string> served)
    {
        try
        {
            var own = CertificateReading.Of(Held(secret, Own, TlsOwn), Name);
            var chain = Held(secret, Chain, TlsOwn) is { Length: > 0 } text ? CertificateReading.Of(text, Name) : [];
            var roots = AuthorityUse.Fingerprints(CertificateReading.Of(RootText(secret), Name));
            return roots.Overlaps(served)
                ? own.Concat(chain).DistinctBy(one => one.Fingerprint, StringComparer.Ordinal)
                    .Where((one, place) => place == 0 || !one.IsSelfSigned).ToValueList()
                : [];
        }
        catch (MeshException)
        {
            return [];
        }
    }

    /// <summary>
    /// Reads the authority of a Secret, and checks it as istiod does. One that has ended is still what a cluster signed with, and is
    /// checked by the last moment at which all of it held.
    /// </summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="secret">The Secret.</param>
    /// <param name="place">How messages call it.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">Something is missing, or istiod would not take it.</exception>
    public static MeshIntermediateCertificate Read(string cluster, UnstructuredMap secret, string place, DateTimeOffset now)
    {
        var own = CertificateReading.Of(Held(secret, Own, TlsOwn), place);
        var text = Held(secret, Chain, TlsOwn);
        var between = text.Length == 0 ? own : CertificateReading.Of(text, place);
        var roots = CertificateReading.Of(RootText(secret), place);
        var key = KeyReading.Of(Held(secret, ControlPlaneNames.SigningKey, SecretTexts.TlsKey), place);
        var above = own.Concat(between).Where(one => one.Fingerprint != own[0].Fingerprint && !one.IsSelfSigned);
        var (chain, _) = SigningCertificate.Require(own[0], above, roots, key, LastMoment(own[0], [.. above], roots, now) ?? now);
        return new(cluster, own[0], chain, roots) { Key = key };
    }

    /// <summary>
    /// Whether a Secret is of the form for which istiod reads no list of revoked certificates: that of the type kubernetes.io/tls, which
    /// istiod knows by its file tls.crt, whatever the type (istio pilot/pkg/bootstrap/istio_ca.go detectSigningCABundleAndCRL).
    /// </summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>True when it has that file.</returns>
    public static bool IsTls(UnstructuredMap secret) => SecretTexts.Has(secret, TlsOwn) || secret.Text("type") == "kubernetes.io/tls";

    /// <summary>
    /// The certificates of which istiod wants a list each where there are any: all of cert-chain.pem, whether or not they lead to the root
    /// (istio security/pkg/pki/util/keycertbundle.go Verify).
    /// </summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>The certificates, as they stand there; none where they cannot be read.</returns>
    public static ValueList<MeshCertificate> Listed(UnstructuredMap? secret)
    {
        try
        {
            return secret is not null && First(secret, Chain) is { Length: > 0 } text ? CertificateReading.Of(text, Name) : [];
        }
        catch (MeshException)
        {
            return [];
        }
    }

    /// <summary>The lists of revoked certificates of a Secret.</summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>The text in PEM form; empty where there is none.</returns>
    public static string RevocationText(UnstructuredMap? secret) => secret is null ? "" : First(secret, Revocations);

    private static string Hash(string text) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12].ToLowerInvariant();

    private static string Remembered(UnstructuredMap secret, string annotation)
    {
        var metadata = secret.Map("metadata");
        return metadata?.Map("annotations")?.Text(annotation)?.Split('/') is [var uid, var said] && uid == metadata.Text("uid") ? said : "";
    }

    /// <summary>When a chain that has ended held last; null for one that holds, or never did.</summary>
    private static DateTimeOffset? LastMoment(
        MeshCertificate own, MeshCertificate[] above, ValueList<MeshCertificate> roots, DateTimeOffset now)
    {
        var ends = above.Concat(roots).Prepend(own).Where(one => one.Expires <= now).Select(one => one.Expires.AddSeconds(-1)).ToList();
        if (ends.Count == 0 || IsSound(now)) return null;
        return ends.OrderDescending().Where(IsSound).Select(static moment => (DateTimeOffset?)moment).FirstOrDefault();

        bool IsSound(DateTimeOffset moment) => CertificateChain.Follow(own, above, roots, moment).Fault is null;
    }

    /// <summary>What istiod takes of a Secret that may have both forms.</summary>
    private static string Held(UnstructuredMap secret, string own, string tls) =>
        IsTls(secret) ? First(secret, tls, own) : First(secret, own, tls);

    private static string First(UnstructuredMap secret, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (SecretTexts.Of(secret, key) is { Length: > 0 } said) return said;
        }

        return "";
    }
}
