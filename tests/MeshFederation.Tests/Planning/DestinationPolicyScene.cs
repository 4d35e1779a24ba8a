using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>A service of two clusters, with policies of destinations.</summary>
internal static class DestinationPolicyScene
{
    public const string Remote = "a.default.svc.c2.global";
    public const string Local = "a.default.svc.cluster.local";

    public static MeshPolicy Policy(string kind, string values, string scope = "")
    {
        var place = scope.Length == 0 ? null : DestinationSyntax.ParsePlace(scope);
        return PolicyKinds.Of(kind).FromArguments(
            values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => (object?)pair[1], StringComparer.Ordinal),
            place is null ? MeshDestinationScope.All : new MeshDestinationScope(place.Cluster, place.Subset));
    }

    public static void Refused(string id, MeshService service) =>
        Assert.Equal(id, Assert.Throws<MeshException>(() => Plan(service)).ErrorId);

    public static MeshService Service(params string[] ports) => Service(Declared.Cluster("c1"), ports.Length == 0 ? ["http:80"] : ports);

    public static MeshService Service(MeshCluster client, params string[] ports) =>
        ServiceDeclaration.Check(Declared.Service("a", [client, Declared.Cluster("c2")], client) with
        {
            Port = ports.Select(PortSyntax.Parse).ToValueList(),
            Instance = [Instance(client), Instance(Declared.Cluster("c2"))],
        });

    /// <summary>Called from both of its clusters.</summary>
    public static MeshService Both(string port)
    {
        var service = Service(port);
        return service with { ClientCluster = service.Cluster };
    }

    public static MeshServiceInstance Instance(MeshCluster cluster) =>
        new(cluster) { ServiceAccount = ["a"], Selector = LabelSet.Create("app", "a") };

    public static MeshService Split(MeshService service, params string[] destinations) => service.WithTrafficSplit(
        Fallbacks.Give(
            service,
            [.. destinations.Where(text => text.Contains(':', StringComparison.Ordinal)).Select(DestinationSyntax.Parse)],
            [.. destinations.Where(text => !text.Contains(':', StringComparison.Ordinal))
                .Select(text => new FallbackChoice(null, [DestinationSyntax.ParsePlace(text)]))]),
        []);

    public static string Block(MeshService service, string host, string field) =>
        $"{Rule(service, host).Map("trafficPolicy")?.Map(field)}";

    public static UnstructuredMap Rule(MeshService service, string host) =>
        Plan(service).Single(item => item.Kind == "DestinationRule" && item.Cluster == "c1" && item.Spec.Text("host") == host).Spec;

    public static IReadOnlyList<MeshManifest> Plan(params MeshService[] services) => FederationPlanner.Plan(Declared.Federation(services));
}
