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
/// fingerprints are kept; credentials are nowhere in it.
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
    /// <returns>The change.</returns>
    /// <exception cref="MeshException">The file is no plan, or the path is a directory.</exception>
    public static MeshFileChange Prepare(string path, MeshPlan plan, bool force)
    {
        if (Directory.Exists(path)) throw PlanFileErrors.IsDirectory(path);
        if (!File.Exists(path)) return Change(FileAction.Create, path);
        var bytes = PlanFileErrors.Reading(path, File.ReadAllBytes);
        if (!force && PlanJson.TryRead(bytes)?.Text("format") != Format) throw PlanFileErrors.Foreign(path);
        return Change(bytes.AsSpan().SequenceEqual(Serialize(plan)) ? FileAction.Unchanged : FileAction.Update, path);
    }

    /// <summary>Writes a plan; the file is replaced as a whole or not at all.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="MeshException">It cannot be written.</exception>
    public static void Write(string path, MeshPlan plan)
    {
        var bytes = Serialize(plan);
        PlanFileErrors.Writing(path, () => WholeFile.Write(path, bytes));
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The whole path.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">The file is no plan, of another version, or not as it was written.</exception>
    public static MeshPlan Read(string path)
    {
        if (Directory.Exists(path)) throw PlanFileErrors.IsDirectory(path);
        var file = PlanJson.TryRead(PlanFileErrors.Reading(path, File.ReadAllBytes), out var why)
            ?? throw PlanFileErrors.Invalid(path, why);
        if (file.Text("format") != Format) throw PlanFileErrors.Invalid(path, $"it does not call itself '{Format}'");
        if (!file.TryGetValue("version", out var version) || version is not (long)Version)
            throw PlanFileErrors.VersionUnknown(path, version);
        var plan = file.Map("plan") ?? throw PlanFileErrors.Invalid(path, "it has no 'plan'");
        if (file.Text("digest") != Digest(plan)) throw PlanFileErrors.Changed(path);
        return PlanReader.Read(path, plan);
    }

    /// <summary>A plan whose clusters are reached by another kubeconfig, as on the machine of a later stage.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="kubeconfig">The whole path of the kubeconfig.</param>
    /// <returns>The changed copy.</returns>
    public static MeshPlan With(MeshPlan plan, string kubeconfig) =>
        plan with { Cluster = plan.Cluster.Select(cluster => cluster with { Kubeconfig = kubeconfig }).ToValueList() };

    private static MeshFileChange Change(FileAction action, string path) =>
        new(action, "", path) { Directory = Path.GetDirectoryName(path)! };

    private static byte[] Serialize(MeshPlan plan)
    {
        var content = PlanWriter.Write(plan);
        return PlanJson.Write(
            UnstructuredMap.Of(("format", Format), ("version", (long)Version), ("digest", Digest(content)), ("plan", content)));
    }

    private static string Digest(UnstructuredMap plan) =>
        "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(plan)))).ToLowerInvariant();
}
