using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// One ConfigMap that carries the labels of a history, by its metadata. Labels alone make nothing ours: people copy objects with them.
/// </summary>
internal sealed class RecordPart
{
    private RecordPart(UnstructuredMap content, string federation, int number, int part)
    {
        Metadata = content.Map("metadata")!;
        (Federation, Number, Part) = (federation, number, part);
        IsWrittenByUs = Ownership.IsWrittenByUs(content);
    }

    public UnstructuredMap Metadata { get; }

    public string Federation { get; }

    /// <summary>The number of the revision.</summary>
    public int Number { get; }

    /// <summary>Which of its ConfigMaps this is, from 0.</summary>
    public int Part { get; }

    /// <summary>Whether this module wrote it; one that was restored from a backup may not say so any more.</summary>
    public bool IsWrittenByUs { get; }

    public string Name => Metadata.Text("name") ?? "";

    /// <summary>How many ConfigMaps the revision has; the first one knows.</summary>
    public int Parts => RevisionDocument.Number(Notes, RevisionLabels.Parts) ?? 1;

    /// <summary>What tells the objects of the revision from others; the first one knows.</summary>
    public string Digest => Notes.Text(RevisionLabels.Digest) ?? "";

    /// <summary>The revision; null when this is not the first of its ConfigMaps.</summary>
    public MeshRevision? Revision => Part == 0 ? RevisionDocument.Read(Federation, Number, Notes) : null;

    private UnstructuredMap Notes => Metadata.Map("annotations") ?? UnstructuredMap.Empty;

    /// <summary>
    /// Reads one; null when its name is not the one that follows from its labels, as that of a copy, or when its number is none that
    /// publishing comes to.
    /// </summary>
    public static RecordPart? Read(UnstructuredMap configMap)
    {
        var metadata = configMap.Map("metadata") ?? UnstructuredMap.Empty;
        var labels = metadata.Map("labels") ?? UnstructuredMap.Empty;
        return labels.Text(ManifestLabels.Federation) is { } federation
            && RevisionDocument.Number(labels, RevisionLabels.Revision) is > 0 and <= RevisionDocument.MostRevisions and var number
            && RevisionDocument.Number(labels, RevisionLabels.Part) is < RevisionDocument.MostParts and var part
            && metadata.Text("name") == RevisionDocument.Name(federation, number, part)
            ? new(configMap, federation, number, part)
            : null;
    }
}
