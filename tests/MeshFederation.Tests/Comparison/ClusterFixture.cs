using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>Compares one wanted object with what a cluster has.</summary>
internal static class ClusterFixture
{
    public const string Federation = "shop";

    public static MeshManifest Object(string yaml) => new(LiveObjects.Cluster.Name, TestYaml.Read(yaml));

    /// <summary>An object of the federation.</summary>
    public static MeshManifest Ours(string kind, string place, string spec) => Labelled(kind, place, spec, Federation);

    public static MeshManifest Labelled(string kind, string place, string spec, string federation) =>
        LiveObjects.Manifest(kind, place.Split('/')[0], place.Split('/')[1], TestYaml.Read($"{{spec: {spec}}}").Map("spec")!, federation);

    /// <summary>An object that kubectl applied.</summary>
    public static MeshManifest Theirs(string kind, string place, string spec) => LiveObjects.Applied(
        LiveObjects.Manifest(kind, place.Split('/')[0], place.Split('/')[1], TestYaml.Read($"{{spec: {spec}}}").Map("spec")!),
        "kubectl-client-side-apply",
        "Update");

    public static ComparedObject Compare(MeshManifest wanted, params MeshManifest[] live) =>
        Compare(wanted, new ComparisonTerms(Federation), live);

    public static ComparedObject Force(MeshManifest wanted, params MeshManifest[] live) =>
        Compare(wanted, new ComparisonTerms(Federation, Force: true), live);

    public static ComparedObject Compare(
        MeshManifest wanted, ComparisonTerms terms, IEnumerable<MeshManifest> live, IReadOnlyList<LabelSet>? pods = null) =>
            Compare(LiveObjects.Cluster, wanted, terms, live, pods);

    public static ComparedObject Compare(
        MeshCluster cluster,
        MeshManifest wanted,
        ComparisonTerms terms,
        IEnumerable<MeshManifest> live,
        IReadOnlyList<LabelSet>? pods = null) =>
            new ClusterComparer(new(cluster, live, pods), terms).Compare([wanted]).Wanted.Single();

    public static string Conflict(ComparedObject compared)
    {
        Assert.Equal(ChangeAction.Conflict, compared.Change.Action);
        Assert.False(compared.IsOpen);
        Assert.Contains("\n1. ", compared.Change.Message, StringComparison.Ordinal);
        Assert.Contains("\n3. ", compared.Change.Message, StringComparison.Ordinal);
        return compared.Change.Message;
    }
}
