using MeshFederation.Analysis;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Reporting.Topology;

/// <summary>Makes houses, floors and rooms of services.</summary>
internal sealed class TopologyBuilder
{
    private const string AllPods = "all pods";

    private readonly IReadOnlyList<MeshService> _services;
    private readonly List<MeshCluster> _clusters;
    private readonly ProblemPlaces _places;

    public TopologyBuilder(IReadOnlyList<MeshService> services, IReadOnlyList<MeshFinding> findings)
    {
        _services = ServiceMerger.Merge(services);
        _clusters = [.. _services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)
            .OrderBy(cluster => cluster.Name, NaturalOrder.Instance)];
        Problems = [.. findings.Order(FindingOrder.Instance).Select((finding, index) => new NumberedProblem(index + 1, finding))];
        _places = new ProblemPlaces(_services, Problems);
    }

    public IReadOnlyList<NumberedProblem> Problems { get; }

    public IReadOnlyList<House> Houses() => [.. _clusters.Select(cluster => new House(cluster, _places.OfHouse(cluster.Name)))];

    public IReadOnlyList<Floor> Floors() => [.. _services.Select(Floor)];

    private Floor Floor(MeshService service)
    {
        var rooms = _clusters.Select(cluster => Room(service, cluster.Name)).ToList();
        var floor = new Floor(service, rooms, Flows(service, rooms));
        return service.IsAmbient() ? floor with { Passages = Passages(floor) } : floor;
    }

    private Dictionary<(int From, int To, int Pods), TunnelPassage> Passages(Floor floor) =>
        (from house in Enumerable.Range(0, _clusters.Count)
         from branch in floor.FlowsFrom(house).SelectMany(flow => flow.Branches)
         where branch.House != house
         select (house, branch.House, branch.Pods)).Distinct().ToDictionary(
            key => key,
            key => TunnelPassage.Of(
                floor.Service,
                _clusters[key.house],
                floor.Service.In(_clusters[key.House].Name)!,
                floor.Rooms[key.House]!.Pods[key.Pods].Label));

    private Room? Room(MeshService service, string cluster)
    {
        var instance = service.In(cluster);
        var calls = service.ClientCluster.Any(client => client.Name == cluster);
        if (instance is null && !calls) return null;
        return new Room(instance is null ? [] : Pods(service, instance), calls, _places.OfRoom(service, cluster));
    }

    private static List<PodGroup> Pods(MeshService service, MeshServiceInstance instance)
    {
        var wanted = service.Destinations().SelectMany(destination => destination.Places)
            .Concat(service.Mirrors()).Where(place => place.Cluster == instance.Cluster.Name)
            .Select(place => place.Subset);
        // Without a split requests go to whatever runs.
        if (service.TrafficSplit.Count == 0 || service.Suspended.Count > 0) wanted = wanted.Append(LabelSet.Empty);
        var pods = instance.Version.Select(version => version.Label).Concat(wanted).Distinct()
            .Select(label => new PodGroup(label, label.Count == 0 ? AllPods : new MeshVersion(label).ToString()))
            .OrderBy(group => group.Label.Count > 0).ThenBy(group => group.Text, NaturalOrder.Instance).ToList();
        return pods.Count > 0 ? pods : [new PodGroup(LabelSet.Empty, AllPods)];
    }

    private List<TrafficFlow> Flows(MeshService service, List<Room?> rooms)
    {
        service = service.WithoutSuspended();
        var flows = service.TrafficSplit.Select(split => Flow("", split, rooms) with { IsRest = split.Match is null }).ToList();
        if (flows.Count == 0)
        {
            var branches = Enumerable.Range(0, rooms.Count)
                .Where(house => rooms[house]?.Pods.Count > 0 && !service.IsSuspended(_clusters[house].Name))
                .Select(house => new FlowBranch(house, 0, null, null));
            flows.Add(new(0, "not split", IsSplit: false, [.. branches]) { IsRest = true });
        }

        flows.AddRange(service.GatewaySplit.SelectMany(
            at => at.TrafficSplit.Select(
                split => Flow($"{at.Place}: ", split, rooms) with { From = at.Cluster is null ? null : House(at.Cluster) })));
        flows.AddRange(service.Policy.Select(policy => (policy.Scope, Copies: PolicyKinds.Of(policy).Copies(policy)))
            .Where(policy => policy.Copies is not null).Select(policy => Copies(service, policy.Scope, policy.Copies!, rooms))
            .Where(flow => flow.Branches.Count > 0));
        var way = service.IsAmbient() ? ", through tunnels" : "";
        return [.. flows.Select((flow, index) => flow with { Index = index, Text = flow.Text + way })];
    }

    /// <summary>What is suspended gets no copies either.</summary>
    private TrafficFlow Copies(MeshService service, MeshPolicyScope scope, CopiedRequests copies, List<Room?> rooms)
    {
        var branches = copies.To.Where(place => !service.IsSuspended(place.Cluster))
            .Select(place => Branch(place.Cluster, place.Subset, null, null, rooms) with { CopiedPercent = copies.Percent });
        var text = $"copies of {(scope.IsAll ? "all requests" : scope)}";
        return new(0, text, IsSplit: true, [.. branches.OrderBy(branch => (branch.House, branch.Pods))]);
    }

    private TrafficFlow Flow(string place, MeshTrafficSplit split, List<Room?> rooms)
    {
        var branches = split.Destination.SelectMany(destination => Branches(destination, split.IsLocalFirst, rooms));
        var own = split switch
        {
            { IsLocalFirst: true, Destination: [{ Region.Count: > 0 } regional, ..] } => $", by region: {regional.RegionText}",
            { IsLocalFirst: true } => ", own cluster first",
            _ => "",
        };
        return new(
            0,
            place + (split.Match?.ToString() ?? "all requests") + own,
            IsSplit: true,
            [.. branches.OrderBy(branch => (branch.House, branch.Pods, branch.Rank))]);
    }

    private IEnumerable<FlowBranch> Branches(MeshDestination destination, bool isPlace, List<Room?> rooms) =>
        destination.Places.Select((place, rank) => Branch(place.Cluster, place.Subset, destination.Weight, destination.Port, rooms) with
        {
            Rank = rank,
            IsPlace = isPlace,
        });

    private int House(string cluster) => _clusters.FindIndex(known => known.Name == cluster);

    private FlowBranch Branch(string cluster, LabelSet subset, int? weight, int? port, List<Room?> rooms)
    {
        var house = House(cluster);
        var pods = 0;
        while (!rooms[house]!.Pods[pods].Label.Equals(subset)) pods++;
        return new FlowBranch(house, pods, weight, port);
    }
}
