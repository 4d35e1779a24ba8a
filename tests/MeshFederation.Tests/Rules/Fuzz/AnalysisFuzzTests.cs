using System.Globalization;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Rules.Fuzz;

/// <summary>
/// Analysis and tracing never throw, whatever the objects are. MESHFEDERATION_FUZZ says how many objects are mutated, and
/// MESHFEDERATION_FUZZ_SEED where to begin.
/// </summary>
public sealed class AnalysisFuzzTests
{
    private const int Usual = 4_000;
    private const int HostsTraced = 3;

    /// <summary>The objects of all cases of all rules, in their federations: right and wrong ones of every kind.</summary>
    private static readonly IReadOnlyList<FederationView> Seeds = [.. RuleCases.All.Select(item => item.View())];

    [Fact]
    public void Analysis_of_mutated_objects_never_throws() =>
        Mutate((seed, objects, view) => Run(seed, objects, view.Clusters.Values));

    [Fact]
    public void Tracing_through_mutated_objects_never_throws_but_what_it_says() =>
        Mutate((seed, objects, view) => Trace(seed, new(objects, [], view.Clusters.Values)));

    private static void Mutate(Action<int, List<MeshManifest>, FederationView> run)
    {
        var wanted = Number("MESHFEDERATION_FUZZ", Usual);
        var seed = Number("MESHFEDERATION_FUZZ_SEED", 1);
        for (var mutated = 0; mutated < wanted; seed++)
        {
            var view = Seeds[seed % Seeds.Count];
            var mutation = new ObjectMutation(seed);
            var objects = view.Manifests.Select(manifest => new MeshManifest(manifest.Cluster, mutation.Of(manifest.Content))).ToList();
            mutated += Math.Max(objects.Count, 1);
            run(seed, objects, view);
        }
    }

    /// <summary>To a host of every cluster, on each of its ports.</summary>
    private static void Trace(int seed, RoutingMesh mesh)
    {
        foreach (var cluster in mesh.Clusters)
        {
            foreach (var service in cluster.Services.All.Take(HostsTraced))
            {
                try
                {
                    _ = RequestTracer.Trace(
                        mesh,
                        new(
                            cluster.Name,
                            MeshCaller.In(service.Namespace),
                            service.Host,
                            service.Ports.Count == 0 ? 80 : service.Ports[0].Number,
                            new() { Authority = "", Port = 0 }));
                }
                catch (MeshException)
                {
                    // It says what is wrong with the question, as that the host is no host.
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"seed {seed}, {service.Host} from {cluster.Name}", exception);
                }
            }
        }
    }

    private static void Run(int seed, IReadOnlyList<MeshManifest> objects, IEnumerable<MeshCluster> clusters)
    {
        try
        {
            _ = FederationAnalysis.Run(new(objects, [], clusters));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"seed {seed}\n{string.Join("---\n", objects.Select(item => $"# {item.Cluster}\n{item.ToYaml()}"))}", exception);
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
