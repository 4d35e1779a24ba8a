using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GlobalUnknown : Rule
{
    public override string Id => "MF6023";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known whether a Service that is called from other networks is global, on both sides.";

    public override string Recommendation =>
        "Give the ConfigMap istio with serviceScopeConfigs, and the Namespace, of the cluster, or read it with Get-MeshCluster.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/services.go matchServiceScope";

    /// <summary>Why it is not known, in one sentence; null where it is.</summary>
    public static string? Why(RoutingCluster cluster, RoutedService service)
    {
        if (service.Manifest is not { } manifest || GlobalServices.Is(cluster, manifest) is not null) return null;
        return ServiceScopes.AreKnown(cluster.Facts)
            ? "Whether it is global hangs on the labels of its namespace, which are not known."
            : $"Whether it is global is not known: nothing says the serviceScopeConfigs of {cluster.Name}, and it lacks the label of "
                + "Istio's ambient profile.";
    }

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<MeshManifest>();
        foreach (var call in TunnelCall.Of(federation.Mesh))
        {
            foreach (var (cluster, service) in call.Served.Prepend((call.Client, call.Service)))
            {
                if (Why(cluster, service) is { } why && said.Add(service.Manifest!)) report.On(service.Manifest!, why);
            }
        }
    }
}
