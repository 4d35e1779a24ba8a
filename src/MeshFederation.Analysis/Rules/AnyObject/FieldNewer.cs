using MeshFederation.Istio.Fields;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class FieldNewer : VersionRule
{
    public override string Id => "MF1010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Every field is one that the Istio of the cluster has already.";

    public override string Recommendation =>
        "Update Istio in the cluster, or leave the field out; the API server drops it, and the object does without.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml of each version";

    /// <summary>
    /// Words that a version which is said does not have are errors of <see cref="FieldWrong"/>; where none is said, nothing tells whether
    /// fields and words of later versions than the assumed one are there.
    /// </summary>
    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var kind in FieldTable.Kinds)
        {
            foreach (var manifest in federation.AllOf(kind))
            {
                var cluster = federation.In(manifest.Cluster).Cluster;
                foreach (var field in NewerField.Of(kind, manifest.Content, cluster.IstioVersion))
                {
                    if (field.Word is null || cluster.IsVersionAssumed) yield return Fault(manifest, field, cluster);
                }
            }
        }
    }

    private static VersionFault Fault(MeshManifest manifest, NewerField field, MeshCluster cluster)
    {
        var what = field.Word is { } word ? $"the word '{word}'" : $"'{field.Key}'";
        return new(
            cluster,
            (report, message, cause) => report.At(manifest, field.Container, field.Key, message, cause),
            $"Istio has {what} here from {field.Since} on, and {manifest.Cluster} has {cluster.IstioVersion}.",
            $"the Istio of {manifest.Cluster} has {what} here, as it does from {field.Since} on,");
    }
}
