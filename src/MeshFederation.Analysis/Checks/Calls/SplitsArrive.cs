using System.Globalization;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>
/// Follows calls of every port of every service that is split: one that no match takes, and one of each match, to the service where it
/// runs, and where it does not to the hosts of the clusters that serve it. A port without a protocol is called by HTTP, and not.
/// </summary>
internal sealed class SplitsArrive : ClusterCheck
{
    public override string Id => "splits-arrive";

    public override string Category => "Calls";

    public override string Name => "splits share as declared and reach pods";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => Split(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        foreach (var service in Split(scene, cluster))
        {
            foreach (var (port, call) in service.Port.SelectMany(port => Called(service, cluster, port), (port, call) => (port, call)))
            {
                yield return Check(scene, cluster, service, call);
                foreach (var match in Matches(service, port).Where(match => call.Request.IsHttp || !match.IsHttp))
                {
                    yield return MatchedRequest.Of(call, match) is { } matched
                        ? Check(scene, cluster, service, matched)
                        : NotChecked(cluster.Name, $"{call.Target}: no request can be made up that '{match}' takes.", call.Shown);
                }
            }
        }
    }

    /// <summary>
    /// The calls of a port that no match takes. Where no protocol is declared, requests are split by one list of routes, and connections by
    /// another.
    /// </summary>
    private static IEnumerable<TracedCall> Called(MeshService service, CheckedCluster cluster, MeshPort port)
    {
        foreach (var (host, number) in Hosted(service, cluster, port))
        {
            var call = new TracedCall(cluster.Name, MeshCaller.In(service.Namespace), host, number);
            yield return call;
            if (PortProtocol.At(number, port.Protocol) == IstioProtocol.Undeclared)
                yield return call with { Request = call.Request with { IsHttp = false }, Which = "what is not HTTP" };
        }
    }

    /// <summary>
    /// The hosts that callers have: the service's own where it runs, else those of the clusters that serve it, which are split alike.
    /// </summary>
    private static IEnumerable<(string Host, int Number)> Hosted(MeshService service, CheckedCluster cluster, MeshPort port) =>
        service.In(cluster.Name) is { } instance
            ? [(Hosts.Local(service, cluster.Facts), instance.NumberOf(port))]
            : service.Instance.Select(other => new RemoteCall(service, cluster.Declared, other))
                .Select(call => (call.Host, call.PortNumber(port)));

    /// <summary>
    /// The matches of sidecars' requests to a port, which they name by its declared number; those at gateways are not looked at.
    /// </summary>
    private static IEnumerable<MeshMatch> Matches(MeshService service, MeshPort port) => service.TrafficSplit
        .Select(split => split.Match).OfType<MeshMatch>().SelectMany(match => match.ForEachPlace())
        .Where(match => !match.IsAtGateway && (match.Port is null || match.Port == port.Number));

    private MeshCheck Check(CheckScene scene, CheckedCluster cluster, MeshService service, TracedCall call)
    {
        if (call.Follow(scene.Mesh) is not { } hops)
        {
            return service.In(cluster.Name) is null
                ? Failed(cluster.Name, $"{call.Target}: no ServiceEntry has the host.", $"Publish-MeshFederation -Name {scene.Name}")
                : Failed(cluster.Name, $"{call.Target}: there is no such Service.", "Deploy it, or declare the service where it runs.");
        }

        var broken = hops.Where(hop => hop.Outcome == TraceOutcome.Broken).ToList();
        if (broken.Count > 0)
        {
            var ways = string.Join("; ", broken.Select(hop => $"{Percent(hop.Share)} break in {hop.Cluster}: {hop.Finding!.Message}"));
            return Failed(cluster.Name, $"{call.Target}: {ways}", $"{broken[0].Finding!.Recommendation} {call.Shown}") with
            {
                Rule = broken[0].Finding!.Rule
            };
        }

        if (DeclaredShares.Differ(scene.Planned, call, hops) is { } other)
        {
            return Failed(cluster.Name, $"{call.Target}: {other}", $"Compare-MeshFederation says what differs. {call.Shown}");
        }

        var unknown = hops.FirstOrDefault(hop => hop.Outcome == TraceOutcome.Unknown);
        if (unknown is not null) return NotChecked(cluster.Name, $"{call.Target}: {unknown.Why}", call.Shown);
        var ends = hops.Where(hop => hop.Outcome is TraceOutcome.Delivered or TraceOutcome.Answered)
            .Select(hop => $"{Percent(hop.Share)} {hop.Cluster} {hop.Decision}");
        return Passed(cluster.Name, $"{call.Target}: {string.Join(", ", ends)}");
    }

    private static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static IEnumerable<MeshService> Split(CheckScene scene, CheckedCluster cluster) => scene.Services.Where(service =>
        service.TrafficSplit.Count > 0
        && (service.In(cluster.Name) is not null || !service.IsAmbient())
        && service.ClientCluster.Any(client => client.Name == cluster.Name));
}
