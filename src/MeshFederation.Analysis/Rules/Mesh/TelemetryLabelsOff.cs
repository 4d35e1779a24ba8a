using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Mesh;

internal sealed class TelemetryLabelsOff : VersionRule
{
    public override string Id => "MF8004";

    public override string Title =>
        "Until Istio 1.26, the istiod of a cluster that is called is not told to leave out what telemetry reads of endpoints.";

    public override string Recommendation =>
        "Remove the variable from istiod's Deployment, or set it to true; or update to Istio 1.27 or newer.";

    public override string Source => "pilot/pkg/networking/util/util.go AppendLbEndpointMetadata at 1.26.0";

    /// <summary>What comes of it, in a sentence without its end.</summary>
    public static string Why(MeshCluster cluster, string variable) =>
        $"{variable} of istiod in {cluster.Name} is false: with Istio {cluster.IstioVersion}, its gateway gets no endpoint for any server "
        + "name, "
        + "and calls of other clusters end in a 503";

    /// <summary>What cannot be told where nobody said the version.</summary>
    public static string Question(MeshCluster cluster, string variable) =>
        $"the gateway of {cluster.Name} gets endpoints though {variable} of istiod is false, as it does from Istio 1.27 on,";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var cluster in federation.Views.Select(view => view.Cluster))
        {
            var variable = cluster.IsVersionAssumed ? IstiodSettings.LeavesLabelsOut(cluster) : IstiodSettings.HidesEndpoints(cluster);
            if (variable is null || !IsCalled(federation, cluster)) continue;
            yield return new(
                cluster,
                (report, message, cause) => report.OnMesh(cluster, message, cause),
                Why(cluster, variable) + ".",
                Question(cluster, variable));
        }
    }

    private static bool IsCalled(FederationView federation, MeshCluster cluster) =>
        federation.Ways.Any(way => way.Server.Name == cluster.Name)
            || federation.Services.Any(
                service => service.In(cluster.Name) is not null && service.ClientCluster.Any(client => client.Name != cluster.Name));
}
