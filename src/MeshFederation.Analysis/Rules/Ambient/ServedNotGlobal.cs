using MeshFederation.Analysis.Ambient;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class ServedNotGlobal : Rule
{
    public override string Id => "MF6006";

    public override string Title => "A Service that is called from other networks is global where it runs.";

    public override string Recommendation =>
        "Give the Service of the serving cluster the label that serviceScopeConfigs asks for there, istio.io/global: 'true' in Istio's "
        + "ambient profile.";

    public override string Source =>
        "pilot/pkg/serviceregistry/ambient/services.go matchServiceScope; pilot/pkg/networking/core/waypoint.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh))
        {
            foreach (var (server, service) in call.Served)
            {
                if (service.Manifest is { } manifest && GlobalServices.Is(server, manifest) == false)
                {
                    report.On(manifest, Why(call.Client.Name), new Cause(service.Host));
                }
            }
        }
    }

    /// <summary>What becomes of calls.</summary>
    public static string Why(string client) =>
        $"It is not global, and calls from {client} end with http status: 503 Service Unavailable.";
}
