using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class AddressReserved : Rule
{
    public override string Id => "MF2018";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The address of a ServiceEntry is one that nothing else can have.";

    public override string Recommendation => "Use addresses of a range that nothing routes, as 240.0.0.0/12 without 240.240.0.0/16.";

    public override string Source => "pilot/pkg/networking/serviceentry/ip_autoallocation.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var entry in federation.Of(IstioKind.ServiceEntry))
        {
            foreach (var (index, text) in entry.Spec.Texts("addresses"))
            {
                if (!System.Net.IPAddress.TryParse(text, out var address)) continue;
                if (ReservedRanges.IsIstioAllocated(address))
                {
                    report.At(entry, entry.Spec.List("addresses"), index,
                        $"Istio itself gives addresses such as {text} to other ServiceEntries.");
                }
                else if (ReservedRanges.WhyNeverCaptured(address) is { } why)
                {
                    report.At(entry, entry.Spec.List("addresses"), index, $"Connections to {text} never get to the proxy: {why}.");
                }
            }
        }
    }
}
