using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class CallerInjected : Rule
{
    private const int Named = 3;

    public override string Id => "MF6021";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "No namespace that sees a Service with endpoints in other networks of an ambient mesh has sidecars.";

    public override string Recommendation =>
        "Label the namespaces of callers istio.io/dataplane-mode=ambient, without istio-injection and istio.io/rev, and restart their "
        + "pods. Where none of these calls the Service, its annotation networking.istio.io/exportTo can name those that do.";

    public override string Source => "run: a sidecar is given the gateway's port for tunnels as a plain endpoint";

    protected override void Examine(FederationView federation, Report report)
    {
        var injected = federation.Mesh.Clusters.ToDictionary(client => client, client => new Lazy<IReadOnlyList<string>>(
            () => TunnelCallers.Injected(client)));
        foreach (var call in TunnelCall.Of(federation.Mesh).DistinctBy(call => (call.Client.Name, call.Service.Host)))
        {
            if (call.Service.Manifest is not { } service) continue;
            var spaces = injected[call.Client].Value.Where(space => Sees(call, space)).ToList();
            if (spaces.Count > 0) report.On(service, Why(call, spaces), new Cause(call.Client.Name));
        }
    }

    private static bool Sees(TunnelCall call, string space) =>
        GivenServices.Find(call.Client, MeshCaller.In(space), call.Service.Host, 0)?.Reference == call.Service.Reference;

    private static string Why(TunnelCall call, List<string> spaces)
    {
        var more = spaces.Count > Named ? FormattableString.Invariant($" and {spaces.Count - Named} more namespaces") : "";
        return $"Pods of {string.Join(", ", spaces.Take(Named))}{more} have sidecars, which call the port for tunnels of the gateway of "
            + $"'{call.Network}' as if it were a pod: their requests for {call.Service.Reference} end with 503, or lose the connection.";
    }
}
