using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Durations;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>
/// The timeout of a route begins with the request, and so goes on while a connection is made; perTryTimeout begins with the connection, and
/// does not count (Envoy's router filter, onRequestComplete; UpstreamRequest::onPoolReady). What nobody answers, as the gateway of a
/// cluster that cannot be reached, is given up after connectTimeout, and only then sent again to what takes over.
/// </summary>
internal sealed class TimeoutBeforeFallback : VersionRule
{
    /// <summary>Istio's own (istio pkg/config/mesh/mesh.go DefaultMeshConfig, connectTimeout).</summary>
    private const string Usual = "10s";

    public override string Id => "MF1330";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The timeout of a route leaves time to come to what takes over for its destination.";

    public override string Recommendation =>
        "Give the route a longer timeout, or connections a shorter connectTimeout, as Set-MeshConnectionPool -ConnectTimeout 500ms does: "
        + "the timeout must be longer than it.";

    public override string Source =>
        "networking/v1 HTTPRoute.timeout, ConnectionPoolSettings.TCPSettings.connect_timeout; Envoy's router filter";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var destination in federation.Destinations.All)
        {
            if (destination is not { Kind: "http", IsUnused: false } || Time(destination.Route.Text("timeout")) is not { } whole) continue;
            if (destination.Route.List("route").Contains(destination.Holder) && Fault(destination, whole) is { } fault) yield return fault;
        }
    }

    private static VersionFault? Fault(NamedDestination destination, double whole)
    {
        var own = TooLate(destination, whole);
        var others = destination.Cluster.OtherVersions.Select(version => TooLate(destination with { Cluster = version }, whole)).ToList();
        if ((own ?? others.Find(late => late is not null)) is not var (host, connect)) return null;
        var timeout = destination.Route.Text("timeout");
        return new(
            destination.Cluster.Facts,
            (report, message, cause) => report.At(destination.VirtualService, destination.Route, "timeout", message, cause),
            $"After {timeout} a request ends, and a connection to {host} that nobody answers is given up "
                + $"after {connect}: a request that waits for one does not come to what takes over.",
            own is not null && others.TrueForAll(late => late is not null)
                ? null
                : $"endpoints of {host} take over for others in {destination.Cluster.Name}, for which a timeout of {timeout} "
                    + "leaves no time,",
            new Cause((destination.VirtualService, destination.Host)));
    }

    /// <summary>The same, where the timeout of a route leaves no time.</summary>
    private static (string Host, string Connect)? TooLate(NamedDestination destination, double whole) =>
        Unanswered(destination) is var (host, connect) && Time(connect) is { } given && whole <= given ? (host, connect) : null;

    /// <summary>The host, and how long a connection to it is waited for, where something takes over; null where nothing does.</summary>
    private static (string Host, string Connect)? Unanswered(NamedDestination destination)
    {
        foreach (var (caller, answer) in DestinationLegs.Reached(destination))
        {
            if (answer.Endpoints is null || EndpointTiers.Of(destination.Cluster, caller, answer) is not [var first, _, ..]) continue;

            // Pods that are not ready are no endpoints any more, so what takes over for them is called at once.
            if (first.Endpoints.All(endpoint => endpoint.Pod is not null)) continue;
            var pool = TrafficPolicies.Effective(answer.Rule, answer.Subset, answer.Port!.Number)?.Map("connectionPool");
            return (destination.Host, pool?.Map("tcp")?.Text("connectTimeout") ?? Usual);
        }

        return null;
    }

    private static double? Time(string? text) => text is not null && GoDuration.Milliseconds(text) is { } time and >= 1 ? time : null;
}
