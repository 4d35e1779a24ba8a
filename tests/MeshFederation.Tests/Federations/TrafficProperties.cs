using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Schema;
using Newtonsoft.Json;

namespace MeshFederation.Tests.Federations;

/// <summary>Any combination of splits, fallbacks, orders of clusters, matches and policies.</summary>
public sealed class TrafficProperties
{
    [Fact]
    public async Task Any_combination_is_objects_that_the_published_schemas_and_all_rules_accept()
    {
        var schemas = await PublishedSchemas.ReadAsync();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        TrafficGen.Services(4, 4).Sample(
            services =>
            {
                Assert.Empty(Wrong(schemas, services));
                lock (kinds) kinds.UnionWith(services.SelectMany(service => service.Policy).Select(policy => policy.Kind));
            },
            iter: 60);
        Assert.Equal(PolicyKinds.All.Select(kind => kind.Kind).Order(), kinds.Order());
    }

    private static List<string> Wrong(PublishedSchemas schemas, IReadOnlyList<MeshService> services)
    {
        var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
        var plan = FederationPlanner.Plan(federation);
        var violations = plan.SelectMany(
            item => schemas.Violations(item.ApiVersion, item.Kind, JsonConvert.SerializeObject(item.Content)),
            (item, text) => $"{item}: {text}");
        var findings = FederationAnalysis.Run(new(plan, federation.Services)).Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => $"{finding.Rule} {finding.Message}");
        return [.. violations, .. findings];
    }
}
