using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes revisions of Istio's control plane that the clusters of the session have.</summary>
public sealed class IstioRevisionCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Clusters.SelectMany(Of).Append((Revisions.Default, "the revision of an Istio that was installed without one"))
            .Where(revision => revision.Item1.Length > 0)
            .DistinctBy(revision => revision.Item1, StringComparer.Ordinal)
            .OrderBy(revision => revision.Item1, StringComparer.Ordinal);

    private static IEnumerable<(string, string)> Of(MeshCluster cluster) => cluster.Facts is not { } facts
        ? []
        : facts.ControlPlane.Select(plane => (plane.Revision, $"Istio {plane.Version} in {cluster.Name}"))
            .Append((facts.Revision, $"Istio in {cluster.Name}"));
}
