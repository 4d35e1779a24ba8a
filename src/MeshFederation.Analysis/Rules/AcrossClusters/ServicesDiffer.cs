using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>The analyzer speaks of any two Services of one name; of these here one is called from the cluster of the other.</summary>
internal sealed class ServicesDiffer : Rule
{
    public override string Id => "MF3021";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service of two clusters has the same ports in both.";

    public override string Recommendation =>
        "Use the same names, numbers and protocols in all clusters, or tell planning of the difference: -Address and ports of "
        + "Get-MeshService are per cluster.";

    public override string Source => "pkg/config/analysis/analyzers/multicluster/service.go (IST0170)";

    protected override void Examine(FederationView federation, Report report)
    {
        var seen = new HashSet<(string, string, string)>();
        foreach (var way in federation.Ways)
        {
            if (way.Chain.Service is not { Manifest: { } there } served
                || way.Client.Services.Named(served.Host)
                    .FirstOrDefault(service => service.Origin == ServiceOrigin.Kubernetes) is not { Manifest: { } here } local)
            {
                continue;
            }
            if (!seen.Add((way.Client.Name, way.Server.Name, served.Host)) || Ports(local) == Ports(served)) continue;
            report.At(here, here.Spec, "ports", $"{here} has the ports {Ports(local)} here and {Ports(served)} in {there.Cluster}.");
        }
    }

    private static string Ports(RoutedService service) => string.Join(", ", service.Ports.OrderBy(port => port.Number));
}
