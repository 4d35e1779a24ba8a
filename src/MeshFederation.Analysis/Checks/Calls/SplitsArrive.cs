using System.Globalization;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>
/// Follows calls of every port of every service that is split where it runs: one that no match takes, and one of each match.
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
            var instance = service.In(cluster.Name)!;
            foreach (var port in service.Port)
            {
                var number = instance.NumberOf(port);
                var plain = new TracedCall(cluster.Name, MeshCaller.In(service.Namespace), Hosts.Local(service, cluster.Facts), number);
                yield return Check(scene, cluster, plain);
                foreach (var match in Matches(service, number))
                {
                    yield return MatchedRequest.Of(plain, match) is { } call
                        ? Check(scene, cluster, call)
                        : NotChecked(cluster.Name, $"{plain.Target}: no request can be made up that '{match}' takes.", plain.Shown);
                }
            }
        }
    }

    /// <summary>The matches of sidecars' requests to a port; those at gateways are not looked at.</summary>
    private static IEnumerable<MeshMatch> Matches(MeshService service, int port) => service.TrafficSplit
        .Select(split => split.Match).OfType<MeshMatch>().SelectMany(match => match.ForEachPlace())
        .Where(match => !match.IsAtGateway && (match.Port is null || match.Port == port));

    private MeshCheck Check(CheckScene scene, CheckedCluster cluster, TracedCall call)
    {
        if (call.Follow(scene.Mesh) is not { } hops)
        {
            return Failed(cluster.Name, $"{call.Target}: there is no such Service.", "Deploy it, or declare the service where it runs.");
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
        && service.In(cluster.Name) is not null
        && service.ClientCluster.Any(client => client.Name == cluster.Name));
}
