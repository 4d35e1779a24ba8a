using MeshFederation.Analysis.Ambient;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class CalledNotGlobal : Rule
{
    public override string Id => "MF6003";

    public override string Title => "A Service that selects WorkloadEntries of other networks is global.";

    public override string Recommendation =>
        "Give the Service the label that serviceScopeConfigs asks for, istio.io/global: 'true' in Istio's ambient profile.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/services.go matchServiceScope; workloads.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh).Where(call => !call.IsBesideGlobal))
        {
            if (call.Service.Manifest is { } service && GlobalServices.Is(call.Client, service) == false)
            {
                report.On(service, Why(call), severity: OwnPods.TakeOver(call) ? FindingSeverity.Warning : null);
            }
        }
    }

    /// <summary>What becomes of calls.</summary>
    public static string Why(TunnelCall call) =>
        $"It is not global, so that ztunnels have no endpoint for it in '{call.Network}': requests stay in {call.Client.Name}, "
        + "or end with no healthy upstream.";
}
