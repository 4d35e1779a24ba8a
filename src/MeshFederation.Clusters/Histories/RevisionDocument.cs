using System.Globalization;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>A revision as ConfigMaps: one, or several when the objects of a cluster do not fit into one.</summary>
internal static class RevisionDocument
{
    /// <summary>In how many ConfigMaps a revision may be.</summary>
    public const int MostParts = 8;

    /// <summary>The highest number of a revision; a higher one was not made by publishing.</summary>
    public const int MostRevisions = 999_999_999;

    public static UnstructuredMap Write(MeshRevision revision, string istioNamespace, RevisionParts content, int part)
    {
        var number = revision.Revision.ToString(CultureInfo.InvariantCulture);
        return UnstructuredMap.Of(
            ("apiVersion", ResourceKinds.ConfigMap.ApiVersion),
            ("kind", ResourceKinds.ConfigMap.Kind),
            ("metadata", UnstructuredMap.Of(
                ("name", Name(revision.Name, revision.Revision, part)),
                ("namespace", istioNamespace),
                ("labels", UnstructuredMap.Of(
                    (ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, revision.Name),
                    (RevisionLabels.Revision, number), (RevisionLabels.Part, part.ToString(CultureInfo.InvariantCulture)))),
                ("annotations", part == 0 ? Annotations(revision, content) : null))),
            ("binaryData", UnstructuredMap.Of((RevisionLabels.ContentKey, Convert.ToBase64String(content.Bytes[part].Span)))));
    }

    /// <summary>Whether a ConfigMap holds a part of what a revision is.</summary>
    public static bool Holds(UnstructuredMap configMap, RevisionParts content, int part) =>
        configMap.Map("binaryData")?.Text(RevisionLabels.ContentKey) == Convert.ToBase64String(content.Bytes[part].Span);

    public static string Name(string federation, int revision, int part) =>
        FormattableString.Invariant(
            $"meshfederation.{federation}.v{revision}{(part == 0 ? "" : "." + part.ToString(CultureInfo.InvariantCulture))}");

    /// <summary>The revision, by the annotations of the first of its ConfigMaps.</summary>
    public static MeshRevision Read(string federation, int number, UnstructuredMap notes) =>
        new(federation, notes.Text(RevisionLabels.Cluster) ?? "", number)
        {
            State = Enum.TryParse<RevisionState>(notes.Text(RevisionLabels.State), out var state) && Enum.IsDefined(state)
                ? state
                : RevisionState.Failed,
            Published = DateTimeOffset.TryParse(
                notes.Text(RevisionLabels.Published), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : default,
            PublishedBy = notes.Text(RevisionLabels.PublishedBy) ?? "",
            ModuleVersion = notes.Text(RevisionLabels.ModuleVersion) ?? "",
            FederationCluster = (notes.Text(RevisionLabels.Clusters) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToValueList(),
            ObjectCount = Number(notes, RevisionLabels.ObjectCount) ?? 0,
            Note = notes.Text(RevisionLabels.Note) ?? "",
            DeclarationNote = notes.Text(RevisionLabels.Declaration) ?? "",
        };

    public static int? Number(UnstructuredMap texts, string key) =>
        int.TryParse(texts.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static UnstructuredMap Annotations(MeshRevision revision, RevisionParts content) => UnstructuredMap.Of(
        (RevisionLabels.State, revision.State.ToString()),
        (RevisionLabels.Published, revision.Published.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        (RevisionLabels.PublishedBy, revision.PublishedBy),
        (RevisionLabels.ModuleVersion, revision.ModuleVersion),
        (RevisionLabels.Cluster, revision.Cluster),
        (RevisionLabels.Clusters, string.Join(',', revision.FederationCluster)),
        (RevisionLabels.ObjectCount, revision.ObjectCount.ToString(CultureInfo.InvariantCulture)),
        (RevisionLabels.Parts, content.Bytes.Count.ToString(CultureInfo.InvariantCulture)),
        (RevisionLabels.Digest, content.Digest),
        (RevisionLabels.Declaration, content.DeclarationNote.Length == 0 ? null : content.DeclarationNote),
        (RevisionLabels.Note, revision.Note.Length == 0 ? null : revision.Note));
}
