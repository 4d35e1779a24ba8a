using System.Security.Cryptography;
using System.Text;
using MeshFederation.Clusters.Export;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// Plans in files: JSON with the format's name and version, the plan, and a digest of it. The digest finds a file that was cut off or
/// changed by accident; it is no signature, and whoever may write the file can write another plan. Of the cluster's objects only
/// fingerprints are kept; credentials are nowhere in it, nor where anything lies on the machine that wrote it.
/// </summary>
public static class PlanFile
{
    /// <summary>The version that this module writes, and the only one that it reads.</summary>
    public const int Version = 1;

    private const string Format = "MeshFederation plan";

    /// <summary>Says what writing a plan would do to a file.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="force">Whether a file that is no plan may be overwritten.</param>
    /// <param name="key">The key with which it is signed; null for not to sign it.</param>
    /// <returns>The change.</returns>
    /// <exception cref="MeshException">The file is no plan, or the path is a directory.</exception>
    public static MeshFileChange Prepare(string path, MeshPlan plan, bool force, PlanKey? key = null)
    {
        if (Directory.Exists(path)) throw PlanFileErrors.IsDirectory(path);
        if (!File.Exists(path)) return Change(FileAction.Create, path);
        var bytes = PlanFileErrors.Reading(path, File.ReadAllBytes);
        var file = PlanJson.TryRead(bytes);
        if (!force && file?.Text("format") != Format) throw PlanFileErrors.Foreign(path);

        // Two signatures of one key over one text differ, so one that fits stays.
        var signature = key is not null && file?.Map("signature") is { } kept && PlanSignature.Fits(key.Key, kept, SignedText(Digest(plan)))
            ? kept
            : Signature(plan, key);
        return Change(bytes.AsSpan().SequenceEqual(Serialize(plan, signature)) ? FileAction.Unchanged : FileAction.Update, path);
    }

    /// <summary>Writes a plan; the file is replaced as a whole or not at all.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="key">The key with which it is signed; null for not to sign it.</param>
    /// <exception cref="MeshException">It cannot be written.</exception>
    public static void Write(string path, MeshPlan plan, PlanKey? key = null)
    {
        var bytes = Serialize(plan, Signature(plan, key));
        PlanFileErrors.Writing(path, () => WholeFile.Write(path, bytes));
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="keys">The keys of which one must have signed it; empty where it need not be signed.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">
    /// The file is no plan, of another version, not as it was written, or not signed by one of the keys.
    /// </exception>
    public static MeshPlan Read(string path, params IReadOnlyList<PlanKey> keys) => Read(path, [], keys);

    /// <summary>Reads a plan in a session that knows kubeconfigs.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="kubeconfigs">The whole paths of those that the plan may mean: any other one is shown, and not used.</param>
    /// <param name="keys">The keys of which one must have signed it; empty where it need not be signed.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">
    /// The file is no plan, of another version, not as it was written, or not signed by one of the keys.
    /// </exception>
    public static MeshPlan Read(string path, IReadOnlyList<string> kubeconfigs, IReadOnlyList<PlanKey> keys)
    {
        if (Directory.Exists(path)) throw PlanFileErrors.IsDirectory(path);
        var file = PlanJson.TryRead(PlanFileErrors.Reading(path, File.ReadAllBytes), out var why)
            ?? throw PlanFileErrors.Invalid(path, why);
        if (file.Text("format") != Format) throw PlanFileErrors.Invalid(path, $"it does not call itself '{Format}'");
        if (!file.TryGetValue("version", out var version) || version is not (long)Version)
            throw PlanFileErrors.VersionUnknown(path, version);
        var plan = file.Map("plan") ?? throw PlanFileErrors.Invalid(path, "it has no 'plan'");
        if (file.Text("digest") is not { } digest || digest != Digest(plan)) throw PlanFileErrors.Changed(path);
        if (keys.Count > 0) RequireSigned(path, file.Map("signature"), digest, keys);
        return PlanReader.Read(path, plan, kubeconfigs);
    }

    private static void RequireSigned(string path, UnstructuredMap? signature, string digest, IReadOnlyList<PlanKey> keys)
    {
        if (signature is null) throw PlanFileErrors.Unsigned(path);
        if (keys.Any(key => PlanSignature.Fits(key.Key, signature, SignedText(digest)))) return;
        throw PlanFileErrors.SignedOtherwise(path, keys.Any(key => PlanSignature.KeyId(key.Key) == signature.Text("key")));
    }

    /// <summary>A plan whose clusters are reached by another kubeconfig, as on the machine of a later stage.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="kubeconfig">The whole path of the kubeconfig.</param>
    /// <returns>The changed copy.</returns>
    public static MeshPlan With(MeshPlan plan, string kubeconfig) =>
        plan with
        {
            Cluster = plan.Cluster.Select(cluster => cluster with { Kubeconfig = kubeconfig }).ToValueList(),
            UnnamedKubeconfig = [],
        };

    private static MeshFileChange Change(FileAction action, string path) =>
        new(action, "", path) { Directory = Path.GetDirectoryName(path)! };

    private static byte[] Serialize(MeshPlan plan, UnstructuredMap? signature)
    {
        var content = PlanWriter.Write(plan);
        return PlanJson.Write(UnstructuredMap.Of(
            ("format", Format), ("version", (long)Version), ("digest", Digest(content)), ("signature", signature), ("plan", content)));
    }

    private static UnstructuredMap? Signature(MeshPlan plan, PlanKey? key) =>
        key is null ? null : PlanSignature.Sign(key.Key, SignedText(Digest(plan)));

    private static byte[] SignedText(string digest) => PlanSignature.Text(Format, Version, digest);

    private static string Digest(MeshPlan plan) => Digest(PlanWriter.Write(plan));

    private static string Digest(UnstructuredMap plan) =>
        "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(plan)))).ToLowerInvariant();
}
