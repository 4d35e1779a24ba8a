using MeshFederation.Model.Services;

namespace MeshFederation.Reporting.Topology;

/// <summary>Finds the room or the house that a finding is about, by its cluster and its object.</summary>
internal sealed class ProblemPlaces
{
    private readonly Dictionary<(string Cluster, string Service), List<NumberedProblem>> _rooms = [];
    private readonly Dictionary<string, List<NumberedProblem>> _houses = new(StringComparer.Ordinal);

    public ProblemPlaces(IReadOnlyList<MeshService> services, IReadOnlyList<NumberedProblem> problems)
    {
        var places = services.SelectMany(
            service => service.Cluster.Concat(service.ClientCluster).Select(cluster => (cluster.Name, service.ToString()))).ToHashSet();
        foreach (var problem in problems)
        {
            var place = (problem.Finding.Cluster, ServiceOf(problem.Finding.Target));
            if (places.Contains(place)) Add(_rooms, place, problem);
            else Add(_houses, problem.Finding.Cluster, problem);
        }
    }

    public IReadOnlyList<NumberedProblem> OfRoom(MeshService service, string cluster) =>
        _rooms.GetValueOrDefault((cluster, service.ToString())) ?? [];

    public IReadOnlyList<NumberedProblem> OfHouse(string cluster) => _houses.GetValueOrDefault(cluster) ?? [];

    /// <summary>
    /// The service of an object, as <c>namespace/name</c>: ours are named after it or after its host in another cluster,
    /// <c>name.namespace.svc.cluster.global</c>.
    /// </summary>
    private static string ServiceOf(string target)
    {
        if (target.Split('/') is not [_, var space, var name]) return target;
        return name.Split('.') is [var service, var serviceSpace, "svc", _, ..] ? $"{serviceSpace}/{service}" : $"{space}/{name}";
    }

    private static void Add<TKey>(Dictionary<TKey, List<NumberedProblem>> places, TKey place, NumberedProblem problem)
        where TKey : notnull
    {
        if (!places.TryGetValue(place, out var problems)) places[place] = problems = [];
        problems.Add(problem);
    }
}
