using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// What a history is stored with. Its ConfigMaps carry the labels of the federation, and one more that tells them from everything else.
/// </summary>
internal static class RevisionLabels
{
    public const string Revision = "meshfederation.io/revision";
    public const string Part = "meshfederation.io/part";

    public const string State = "meshfederation.io/state";
    public const string Parts = "meshfederation.io/parts";
    public const string Published = "meshfederation.io/published";
    public const string PublishedBy = "meshfederation.io/published-by";
    public const string ModuleVersion = "meshfederation.io/module-version";
    public const string Cluster = "meshfederation.io/cluster";
    public const string Clusters = "meshfederation.io/clusters";
    public const string ObjectCount = "meshfederation.io/objects";
    public const string Digest = "meshfederation.io/digest";
    public const string Declaration = "meshfederation.io/declaration";
    public const string Note = "meshfederation.io/note";

    public const string ContentKey = "objects.json.gz";

    /// <summary>The selector of all histories, or of one federation's.</summary>
    public static string Selector(string? federation) =>
        $"{ManifestLabels.ManagedBy}={ManifestLabels.Manager},{Revision}"
        + (federation is null ? "" : $",{ManifestLabels.Federation}={federation}");
}
