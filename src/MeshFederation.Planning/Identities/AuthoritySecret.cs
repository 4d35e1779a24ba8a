using System.Text;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// The Secret of a cluster's authority: <c>cacerts</c>, of istiod's own form or of type kubernetes.io/tls, and <c>istio-ca-secret</c>, in
/// which istiod keeps what it made itself (istio pilot/pkg/bootstrap/istio_ca.go, security/pkg/pki/ca/ca.go).
/// </summary>
public static class AuthoritySecret
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
    private static readonly string[] Certificates = [Own, TlsOwn, "cert-chain.pem", "root-cert.pem", "ca.crt"];

    private const string Own = "ca-cert.pem";
    private const string TlsOwn = "tls.crt";

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
        Held(secret, "root-cert.pem", "ca.crt") is { Length: > 0 } text ? text : Held(secret, Own, TlsOwn);

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
            var chain = Held(secret, "cert-chain.pem", TlsOwn) is { Length: > 0 } text ? CertificateReading.Of(text, Name) : [];
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

    /// <summary>Reads the authority of a Secret, and checks it as istiod does.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="secret">The Secret.</param>
    /// <param name="place">How messages call it.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">Something is missing, or istiod would not take it.</exception>
    public static MeshIntermediateCertificate Read(string cluster, UnstructuredMap secret, string place, DateTimeOffset now)
    {
        var own = CertificateReading.Of(Held(secret, Own, TlsOwn), place);
        var text = Held(secret, "cert-chain.pem", TlsOwn);
        var between = text.Length == 0 ? own : CertificateReading.Of(text, place);
        var roots = CertificateReading.Of(RootText(secret), place);
        var key = KeyReading.Of(Held(secret, "ca-key.pem", "tls.key"), place);
        var above = own.Concat(between).Where(one => one.Fingerprint != own[0].Fingerprint && !one.IsSelfSigned);
        var (chain, _) = SigningCertificate.Require(own[0], above, roots, key, now);
        return new(cluster, own[0], chain, roots) { Key = key };
    }

    /// <summary>The Secret that a write makes, with the key.</summary>
    /// <param name="write">The write.</param>
    /// <returns>The object; with the version that was read, where there was one, so that nothing else is overwritten.</returns>
    public static UnstructuredMap Of(AuthorityWrite write)
    {
        var before = write.State.Secret;
        var (authority, isTls) = (write.Authority, before is not null && IsTls(before));
        var (chain, key) = (authority.Certificate.Pem + string.Concat(authority.Chain.Select(one => one.Pem)), authority.Key!.Reveal());
        (string, string)[] tls = [(TlsOwn, chain), ("tls.key", key), ("ca.crt", write.RootText)];
        (string, string)[] own =
            [(Own, authority.Certificate.Pem), ("ca-key.pem", key), ("cert-chain.pem", chain), ("root-cert.pem", write.RootText)];

        // One that has both forms keeps both: an istiod before 1.16 knows its own alone.
        var files = !isTls ? own : Has(before!, Own) ? own.Concat(tls) : tls;
        var data = UnstructuredMap.Of([.. files.Select(file => (file.Item1, (object?)Encode(file.Item2)))]);
        return UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "Secret"),
            ("metadata", UnstructuredMap.Of(
                ("name", Name),
                ("namespace", write.State.Cluster.IstioNamespace),
                ("resourceVersion", before?.Map("metadata")?.Text("resourceVersion")),
                ("labels", With(before, "labels", (ManifestLabels.ManagedBy, ManifestLabels.Manager))),
                ("annotations", With(
                    before,
                    "annotations",
                    (ProvenAuthority, Proof(before, write.Proven)),
                    (ProvenRoots, Proof(before, write.HasProvenRoots ? Hash(write.RootText) : "")))))),
            ("type", before?.Text("type") ?? "Opaque"),
            ("data", data));
    }

    /// <summary>
    /// Whether a Secret is of the form for which istiod reads no list of revoked certificates: that of the type kubernetes.io/tls, which
    /// istiod knows by its file tls.crt, whatever the type (istio pilot/pkg/bootstrap/istio_ca.go detectSigningCABundleAndCRL).
    /// </summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>True when it has that file.</returns>
    public static bool IsTls(UnstructuredMap secret) => Has(secret, TlsOwn) || secret.Text("type") == "kubernetes.io/tls";

    /// <summary>The lists of revoked certificates of a Secret.</summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>The text in PEM form; empty where there is none.</returns>
    public static string RevocationText(UnstructuredMap? secret) => secret is null ? "" : First(secret, Revocations);

    /// <summary>A Secret with other lists of revoked certificates; all else stays.</summary>
    /// <param name="secret">The Secret as it was read.</param>
    /// <param name="text">The lists in PEM form.</param>
    /// <param name="proven">The fingerprint of the authority that every proxy is known to have.</param>
    /// <returns>The Secret.</returns>
    public static UnstructuredMap WithRevocations(UnstructuredMap secret, string text, string proven) => secret
        .With("data", (secret.Map("data") ?? UnstructuredMap.Empty).With(Revocations, Encode(text)))
        .With("metadata", (secret.Map("metadata") ?? UnstructuredMap.Empty)
            .With("annotations", With(secret, "annotations", (ProvenAuthority, Proof(secret, proven)))));

    /// <summary>A copy of a Secret under a name that follows from what it holds, so that the same is kept once.</summary>
    /// <param name="secret">The Secret as it was read.</param>
    /// <returns>The copy.</returns>
    public static UnstructuredMap Backup(UnstructuredMap secret)
    {
        var data = secret.Map("data") ?? UnstructuredMap.Empty;
        var said = string.Concat(Certificates.Concat(data.ContainsKey(Revocations) ? [Revocations] : Array.Empty<string>())
            .Select(key => $"{key}={data.Text(key)}\n"));
        return UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "Secret"),
            ("metadata", UnstructuredMap.Of(
                ("name", $"{Name}-before-{Hash(said)}"),
                ("namespace", secret.Map("metadata")?.Text("namespace")),
                ("labels", UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager))))),
            ("type", secret.Text("type")),
            ("data", data));
    }

    private static string Hash(string text) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12].ToLowerInvariant();

    private static string Remembered(UnstructuredMap secret, string annotation)
    {
        var metadata = secret.Map("metadata");
        return metadata?.Map("annotations")?.Text(annotation)?.Split('/') is [var uid, var said] && uid == metadata.Text("uid") ? said : "";
    }

    private static string Proof(UnstructuredMap? secret, string fingerprint) =>
        fingerprint.Length > 0 && secret?.Map("metadata")?.Text("uid") is { } uid ? $"{uid}/{fingerprint}" : "";

    /// <summary>What others said stays, but for some keys; a key without a value goes.</summary>
    private static UnstructuredMap? With(UnstructuredMap? before, string part, params IEnumerable<(string Key, string Value)> said)
    {
        var kept = (before?.Map("metadata")?.Map(part) ?? UnstructuredMap.Empty).Where(entry => said.All(one => one.Key != entry.Key))
            .Select(entry => (entry.Key, entry.Value));
        var values = said.Select(one => (one.Key, (object?)(one.Value.Length == 0 ? null : one.Value)));
        return UnstructuredMap.Of([.. kept, .. values]) is { Count: > 0 } map ? map : null;
    }

    private static bool Has(UnstructuredMap secret, string key) =>
        secret.Map("data")?.ContainsKey(key) is true || secret.Map("stringData")?.ContainsKey(key) is true;

    /// <summary>What istiod takes of a Secret that may have both forms.</summary>
    private static string Held(UnstructuredMap secret, string own, string tls) =>
        IsTls(secret) ? First(secret, tls, own) : First(secret, own, tls);

    private static string First(UnstructuredMap secret, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (secret.Map("stringData")?.Text(key) is { Length: > 0 } plain) return plain;
            if (secret.Map("data")?.Text(key) is { Length: > 0 } text && Decode(text) is { Length: > 0 } said) return said;
        }

        return "";
    }

    private static string Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
