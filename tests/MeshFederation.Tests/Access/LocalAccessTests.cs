using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Tests.Tracing;

namespace MeshFederation.Tests.Access;

/// <summary>AuthorizationPolicies of pods that are called in their own cluster.</summary>
public sealed class LocalAccessTests
{
    private const string Service = "Service default/pay: {selector: {app: pay}, ports: [{name: http, port: 80}]}\n";
    private const string Routes = "{hosts: [pay], http: [{route: [{destination: {host: pay}}]}]}";
    private const string Split =
        "VirtualService default/pay: {metadata: {labels: {meshfederation.io/federation: shop}}, spec: " + Routes + "}\n";

    [Theory]
    [InlineData("{}")]
    [InlineData("{action: DENY, rules: [{}]}")]
    public void What_keeps_all_out_of_a_federations_own_pods_is_found_in_the_words_of_the_trace(string policy)
    {
        var objects = Service + Split + "AuthorizationPolicy default/p: " + policy;
        var traced = TracedText.Trace(objects, host: "pay").Single(hop => hop.Finding is not null).Finding!;
        var found = RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [])).Single();
        Assert.Equal(
            (traced.Rule, traced.Message, traced.Target, traced.Recommendation),
            (found.Rule, found.Message, found.Target, found.Recommendation));
    }

    [Fact]
    public void What_somebody_keeps_out_of_his_own_pods_is_meant()
    {
        const string Policy = "AuthorizationPolicy default/p: {}";
        var objects = Service + "VirtualService default/pay: " + Routes + "\n" + Policy;
        Assert.Empty(RuleCatalog.Find("MF5004")!.Evaluate(new FederationView(TracedText.Manifests(objects), [])));
    }
}
