using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class AmbientNamespace : Rule
{
    public override string Id => "MF4004";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Pods that call other clusters, or are called by them, have sidecars: they are not in ambient mode.";

    public override string Recommendation =>
        "Remove istio.io/dataplane-mode: ambient from the namespace, and inject sidecars; ztunnel knows no SNI of a DestinationRule.";

    public override string Source => "architecture/ambient/ztunnel.md; istio issues 58427, 58511, 61608";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            foreach (var space in view.Of(IstioKind.Namespace).Where(AmbientMode.Is))
            {
                if (Use(federation, view, space.Name) is { } use)
                    report.At(space, space.Metadata, "labels", $"The pods of {space.Name} are in ambient mode, and {use}.");
            }

            var given = view.Of(IstioKind.Namespace).Select(space => space.Name);
            foreach (var space in (view.Cluster.Facts?.AmbientNamespace ?? []).Except(given, StringComparer.Ordinal))
            {
                if (Use(federation, view, space) is { } use)
                    report.OnMesh(view.Cluster, $"The pods of {space} are in ambient mode, and {use}.");
            }
        }
    }

    private static string? Use(FederationView federation, ClusterView view, string space)
    {
        var served = federation.Ways.FirstOrDefault(way => way.Server.Name == view.Cluster.Name && way.Chain.Service?.Namespace == space);
        if (served is not null) return $"{served.Chain.Service!.Reference} is called from {served.Client.Name}";
        var called =
            federation.Ways.FirstOrDefault(way => way.Client.Name == view.Cluster.Name && federation.Destinations.All.Any(destination =>
                destination.Cluster == way.Client
                && destination.Host == way.Service.Host
                && destination.VirtualService.Namespace == space));
        return called is null ? null : $"calls from there go to {called.Service.Host}";
    }
}
