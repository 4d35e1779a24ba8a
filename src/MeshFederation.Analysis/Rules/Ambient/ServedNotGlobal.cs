using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class ServedNotGlobal : Rule
{
    public override string Id => "MF6006";

    public override string Title => "A Service that is called from other networks is there, and global, where it runs.";

    public override string Recommendation =>
        "Give the Service of the serving cluster the label that serviceScopeConfigs asks for there, istio.io/global: 'true' in Istio's "
        + "ambient profile. Where it does not run any more, delete the WorkloadEntries that stand for its pods.";

    public override string Source =>
        "pilot/pkg/serviceregistry/ambient/services.go matchServiceScope; pilot/pkg/networking/core/waypoint.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh))
        {
            if (Missing(call) is { } missing) report.On(call.Entries[0], missing);
            foreach (var (server, service) in call.Served)
            {
                if (service.Manifest is { } manifest && GlobalServices.Is(server, manifest) == false)
                {
                    report.On(manifest, Why(call.Client.Name), new Cause(service.Host));
                }
            }
        }
    }

    /// <summary>What becomes of calls where no cluster of the network has the Service; null where one has, or that is not known.</summary>
    public static string? Missing(TunnelCall call) =>
        call.Servers.Count > 0 && !call.Served.Any()
        && call.Servers.All(server => server.Completeness.IsWhole(ReadKind.Service, call.Service.Namespace))
            ? $"{call.Servers[0].Name} has no {call.Service.Reference}: http status: 503 Service Unavailable."
            : null;

    /// <summary>What becomes of calls.</summary>
    public static string Why(string client) =>
        $"It is not global, and calls from {client} end with http status: 503 Service Unavailable.";
}
