using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class ServerUnnamed : Rule
{
    public override string Id => "MF5001";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "A ServiceEntry for a service of another cluster names the identities that serve it.";

    public override string Recommendation =>
        "Name the service accounts, as New-MeshServiceEntry -ServiceAccount bookinfo-reviews; without one, callers take every workload of "
        + "the mesh for the service.";

    public override string Source => "pilot/pkg/model/push_context.go addServiceAccounts";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            if (way.Service.IsKubernetes || way.Entry.Spec.Says("subjectAltNames") || AlternativeName.OfRule(way).Any() || !said.Add(way.Entry)) continue;
            var message = $"Callers of '{way.Service.Host}' take any workload of the mesh of {way.Server.Name} for it.";
            report.At(way.Entry, way.Entry.Spec, "subjectAltNames", message, new Cause(way.Server.Name, way.Service.Host));
        }
    }
}
