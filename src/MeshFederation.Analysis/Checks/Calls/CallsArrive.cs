using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Tracing;
using MeshFederation.Planning;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>
/// Follows a call of every port of every service to the host of the serving cluster, from a pod in the service's namespace.
/// </summary>
internal sealed class CallsArrive : PairCheck
{
    public override string Id => "calls-arrive";

    public override string Category => "Calls";

    public override string Name => "calls of the other cluster's hosts reach pods";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair)
    {
        foreach (var service in pair.Services)
        {
            var remote = new RemoteCall(service, pair.Client.Declared, service.In(pair.Server.Name)!);
            var caller = MeshCaller.In(service.Namespace);
            foreach (var port in service.Port)
            {
                yield return service.IsAmbient()
                    ? Check(
                        scene, pair, new(pair.Client.Name, caller, Hosts.Local(service, pair.Client.Facts), port.Number),
                        "there is no such Service")
                    : Check(
                        scene, pair, new(pair.Client.Name, caller, remote.Host, remote.PortNumber(port)), "no ServiceEntry has the host");
            }
        }
    }

    private MeshCheck Check(CheckScene scene, ClusterPair pair, TracedCall call, string lacking)
    {
        if (call.Follow(scene.Mesh) is not { } hops)
        {
            return Failed(
                pair.Client.Name,
                $"{call.Target}: {lacking}.",
                $"Publish-MeshFederation -Name {scene.Name}",
                pair.Server.Name);
        }

        var worst = hops.MaxBy(hop => hop.Outcome)!;
        return worst.Outcome switch
        {
            TraceOutcome.Broken => Failed(
                pair.Client.Name,
                $"{call.Target} breaks in {worst.Cluster}: {worst.Finding!.Message}",
                $"{worst.Finding.Recommendation} {call.Shown}",
                pair.Server.Name) with
            {
                Rule = worst.Finding.Rule
            },
            TraceOutcome.Unknown => NotChecked(pair.Client.Name, $"{call.Target}: {worst.Why}", call.Shown, pair.Server.Name),
            _ => Passed(
                pair.Client.Name,
                $"{call.Target} reaches {string.Join(", ", hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => hop.Decision))}",
                pair.Server.Name),
        };
    }
}
