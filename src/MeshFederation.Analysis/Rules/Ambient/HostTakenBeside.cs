using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class HostTakenBeside : Rule
{
    public override string Id => "MF6014";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "No ServiceEntry has the host of a Service that is called through tunnels.";

    public override string Recommendation =>
        "Remove the ServiceEntry, or the host from it: what stands for pods of other clusters is selected by the Service.";

    public override string Source => "run: the Service wins where both are, and a ServiceEntry never gets an endpoint of another network";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh).DistinctBy(call => (call.Client.Name, call.Service.Host)))
        {
            foreach (var entry in call.Client.Of(ReadKind.ServiceEntry)
                .Where(entry => entry.Spec.List("hosts").OfType<string>().Contains(call.Service.Host, StringComparer.Ordinal)))
            {
                report.On(
                    entry,
                    $"It has the host of {call.Service.Reference}, which is called through tunnels: the Service is called, and "
                    + "endpoints of the ServiceEntry in other networks never are.");
            }
        }
    }
}
