using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class GatewayUnknown : Rule
{
    private static readonly string[] Routes = ["http", "tls", "tcp"];

    public override string Id => "MF2010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The Gateways that a VirtualService names are there.";

    public override string Recommendation =>
        "Correct the name, as namespace/name; a name alone is one of the VirtualService's own namespace.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/gateways.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            var gateways = federation.In(service.Cluster).Of(IstioKind.Gateway);
            foreach (var (index, name, list) in Lists(service.Spec).SelectMany(list => list.Texts("gateways"), (holder, text) =>
                (text.Index, text.Text, holder.List("gateways"))))
            {
                var (space, gateway) = NamedGateways.Split(name, service.Namespace);
                if (name == "mesh"
                    || !gateways.Any(known => known.Namespace == space)
                    || NamedGateways.Find(federation, service, name) is not null
                    || NamedGateways.FindOfApi(federation, service, name) is not null)
                {
                    continue;
                }
                report.At(service, list, index, $"There is no Gateway '{gateway}' in the namespace {space}.", new Cause((space, gateway)));
            }
        }
    }

    /// <summary>What names Gateways: the VirtualService itself, and the matches of its routes.</summary>
    private static IEnumerable<UnstructuredMap> Lists(UnstructuredMap spec) =>
        [spec, .. Routes.SelectMany(spec.Maps).SelectMany(route => route.Maps("match"))];
}
