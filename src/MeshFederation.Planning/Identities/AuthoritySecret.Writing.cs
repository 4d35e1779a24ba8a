using System.Text;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Identities;

/// <summary>The Secrets that are written.</summary>
public static partial class AuthoritySecret
{
    /// <summary>The Secret that a write makes, with the key.</summary>
    /// <param name="write">The write.</param>
    /// <returns>The object; with the version that was read, where there was one, so that nothing else is overwritten.</returns>
    public static UnstructuredMap Of(AuthorityWrite write)
    {
        var before = write.State.Secret;
        var (authority, isTls) = (write.Authority, before is not null && IsTls(before));
        var (chain, key) = (authority.Certificate.Pem + string.Concat(authority.Chain.Select(one => one.Pem)), authority.Key!.Reveal());
        (string, string)[] tls = [(TlsOwn, chain), (SecretTexts.TlsKey, key), (SecretTexts.TlsAuthority, write.RootText)];
        (string, string)[] own =
            [(Own, authority.Certificate.Pem), (ControlPlaneNames.SigningKey, key), (Chain, chain),
                (ControlPlaneNames.RootsKey, write.RootText)];

        // One that has both forms keeps both: an istiod before 1.16 knows its own alone.
        var files = !isTls ? own : SecretTexts.Has(before!, Own) ? own.Concat(tls) : tls;
        var data = UnstructuredMap.Of([.. files.Select(file => (file.Item1, (object?)Encode(file.Item2)))]);
        if ((write.Revocations ?? RevocationText(before)) is { Length: > 0 } lists) data = data.With(Revocations, Encode(lists));
        return UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", ReadKind.Secret.Type.Kind),
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
            ("kind", ReadKind.Secret.Type.Kind),
            ("metadata", UnstructuredMap.Of(
                ("name", $"{Name}-before-{Hash(said)}"),
                ("namespace", secret.Map("metadata")?.Text("namespace")),
                ("labels", UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager))))),
            ("type", secret.Text("type")),
            ("data", data));
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

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
