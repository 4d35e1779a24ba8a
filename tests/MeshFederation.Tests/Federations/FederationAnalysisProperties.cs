using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Tests.Federations;

public sealed class FederationAnalysisProperties
{
    [Fact]
    public void No_federation_plans_to_objects_that_analysis_finds_an_error_in() =>
        FederationGen.Services(20, 200).Sample(
            services => Assert.DoesNotContain(Run(services), finding => finding.Severity == FindingSeverity.Error), iter: Times(30));

    [Fact]
    public void No_small_federation_either() =>
        FederationGen.Services(4, 5).Sample(
            services => Assert.DoesNotContain(Run(services), finding => finding.Severity == FindingSeverity.Error), iter: Times(500));

    /// <summary>Gateways behind DNS names among them, on an Istio that panics over priorities of such endpoints.</summary>
    [Fact]
    public void No_federation_plans_to_objects_that_take_istiod_down() =>
        FederationGen.Services(6, 20).Sample(
            services =>
            {
                var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
                var clusters = federation.Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
                    .Select(cluster => cluster with { IstioVersion = IstioVersion.Parse("1.31.0") });
                Assert.Empty(RuleCatalog.Find("MF4020")!.Evaluate(new(FederationPlanner.Plan(federation), federation.Services, clusters)));
            },
            iter: Times(100));

    /// <summary>Where federations are asked for by MESHFEDERATION_FEDERATIONS, many more than usual.</summary>
    private static int Times(int usual) => Environment.GetEnvironmentVariable("MESHFEDERATION_FEDERATIONS") is null ? usual : usual * 10;

    private static IReadOnlyList<MeshFinding> Run(IReadOnlyList<MeshService> services)
    {
        var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
        return FederationAnalysis.Run(new(FederationPlanner.Plan(federation), federation.Services));
    }
}
