using CsCheck;
using MeshFederation.Analysis;
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
            services => Assert.DoesNotContain(Run(services), finding => finding.Severity == FindingSeverity.Error), iter: 30);

    [Fact]
    public void No_small_federation_either() =>
        FederationGen.Services(4, 5).Sample(
            services => Assert.DoesNotContain(Run(services), finding => finding.Severity == FindingSeverity.Error), iter: 500);

    private static IReadOnlyList<MeshFinding> Run(IReadOnlyList<MeshService> services)
    {
        var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
        return FederationAnalysis.Run(new(FederationPlanner.Plan(federation), federation.Services));
    }
}
