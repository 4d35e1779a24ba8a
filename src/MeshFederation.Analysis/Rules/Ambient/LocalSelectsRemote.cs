using MeshFederation.Analysis.Ambient;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class LocalSelectsRemote : Rule
{
    public override string Id => "MF6011";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service that is not global selects no WorkloadEntries of other networks that are for a global one.";

    public override string Recommendation =>
        "Add a label to the Service's selector, and to its pods, that the WorkloadEntries lack.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/services.go; run with a waypoint";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh).Where(call => call.IsBesideGlobal))
        {
            if (call.Service.Manifest is { } service && GlobalServices.Is(call.Client, service) == false)
            {
                report.On(
                    service,
                    $"It selects {call.Entries[0]} too: a waypoint sends requests there, and they end with 503 connection termination.");
            }
        }
    }
}
