using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>
/// Leaves to the declarations of a service the ports that it has wherever it runs: a port that some cluster lacks cannot be called there.
/// What is left out is
/// kept with the cluster that has it.
/// </summary>
internal static class CommonPorts
{
    public static IReadOnlyList<MeshService> Of(IReadOnlyList<MeshService> declarations)
    {
        if (declarations.Skip(1).All(declaration => Says(declaration) == Says(declarations[0]))) return declarations;
        var byCluster = ByCluster(declarations);
        var shared = byCluster.Values.Select(service => service.Port.Select(port => port.Name))
            .Aggregate((one, other) => one.Intersect(other, StringComparer.Ordinal)).ToList();
        var differs = shared.Exists(name => Protocols(byCluster.Values, name).Skip(1).Any());
        if (shared.Count == 0 || differs) throw Differ(declarations[0], byCluster);
        return [.. declarations.Select(declaration => Reduce(declaration, shared, byCluster))];
    }

    /// <summary>What a merged service leaves out, and which cluster has what, for people.</summary>
    public static IEnumerable<string> LeftOut(MeshService service) => service.Instance
        .SelectMany(instance => instance.OtherPort, (instance, port) => (instance.Cluster.Name, Port: port))
        .GroupBy(item => item.Port.Name, item => item.Name, StringComparer.Ordinal)
        .Select(port => (port.Key, Having: port.ToList()))
        .Select(port => LeftOut(
            service,
            port.Key,
            port.Having,
            [.. service.Instance.Select(instance => instance.Cluster.Name).Except(port.Having, StringComparer.Ordinal)]));

    private static string LeftOut(MeshService service, string port, List<string> having, List<string> lacking) =>
        $"The port '{port}' of the service '{service}' is not federated: {string.Join(", ", having)} "
        + $"{(having.Count == 1 ? "has" : "have")} it, "
        + $"and {string.Join(", ", lacking)} not.";

    /// <summary>What is declared of one cluster must agree; then any declaration tells its ports.</summary>
    private static SortedDictionary<string, MeshService> ByCluster(IEnumerable<MeshService> declarations)
    {
        var known = new SortedDictionary<string, MeshService>(StringComparer.Ordinal);
        foreach (var declaration in declarations)
        {
            foreach (var cluster in declaration.Instance.Select(instance => instance.Cluster.Name))
            {
                if (known.TryAdd(cluster, declaration)) continue;
                new Disagreement(known[cluster], declaration).Require("ports", Says(known[cluster]), Says(declaration));
            }
        }

        return known;
    }

    private static MeshService Reduce(MeshService declaration, List<string> shared, SortedDictionary<string, MeshService> byCluster)
    {
        var others = declaration.Port.Where(port => !shared.Contains(port.Name, StringComparer.Ordinal)).ToList();
        if (others.Count == 0) return declaration;
        if (others.Find(port => IsSplit(declaration, port)) is { } needed) throw Needed(declaration, needed, byCluster);
        return declaration with
        {
            Port = declaration.Port.Except(others).ToValueList(),
            Instance = declaration.Instance.Select(instance => instance with
            {
                OtherPort = [.. instance.OtherPort, .. others.Select(port => At(instance, port))],
                PortNumber = PortNumbers.Create(instance.PortNumber.Where(number => shared.Contains(number.Key, StringComparer.Ordinal))),
            }).ToValueList(),
        };
    }

    private static bool IsSplit(MeshService service, MeshPort port) =>
        service.TrafficSplit.Concat(service.GatewaySplit.SelectMany(split => split.TrafficSplit))
        .Any(split => split.Match?.Port == port.Number || split.Destination.Any(destination => destination.Port == port.Number))
        || service.AccessPolicy.Any(policy => policy.Port.Contains(port.Name, StringComparer.Ordinal))
        || service.Policy.Any(policy => policy.Scope is MeshRouteScope { Match.Port: { } number } && number == port.Number);

    private static IEnumerable<IstioProtocol> Protocols(IEnumerable<MeshService> services, string name) =>
        services.Select(service => service.Port.First(port => port.Name == name).Protocol).Distinct();

    private static string Says(MeshService service) =>
        string.Join(", ", service.Port.Select(port => port.Name + "/" + port.Protocol).Order(StringComparer.Ordinal));

    private static MeshException Differ(MeshService service, SortedDictionary<string, MeshService> byCluster) => new(
        MeshErrorId.ServiceConflict,
        MeshErrorKind.InvalidArgument,
        $"The ports of the service '{service}' are not the same in all clusters: {Having(byCluster)}.",
        "Give the ports that all of them have one name and one protocol in each, or federate the clusters that agree.",
        service);

    private static MeshException Needed(MeshService service, MeshPort port, SortedDictionary<string, MeshService> byCluster) => new(
        MeshErrorId.ServiceConflict,
        MeshErrorKind.InvalidArgument,
        $"A split or policy of the service '{service}' names the port {port}, which not all of its clusters have: {Having(byCluster)}.",
        "Take the port out of it, or give the Service that port in every cluster.",
        service);

    private static string Having(SortedDictionary<string, MeshService> byCluster) =>
        string.Join("; ", byCluster.Select(entry => $"{entry.Key} has {Ports(entry.Value, entry.Value.In(entry.Key)!)}"));

    private static string Ports(MeshService service, MeshServiceInstance instance) =>
        string.Join(", ", service.Port.Select(port => At(instance, port)));

    private static MeshPort At(MeshServiceInstance instance, MeshPort port) => new(port.Name, instance.NumberOf(port), port.Protocol);
}
