using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Tests.Planning;
using MeshFederation.Tests.Tracing;

namespace MeshFederation.Tests.Access;

/// <summary>Callers whom a declaration lets in, and policies of others beside it.</summary>
public sealed class DeclaredCallerTests
{
    [Theory]
    [InlineData("{action: DENY, rules: [{from: [{source: {namespaces: [other]}}]}]}", null)]
    [InlineData("{action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}", null)]
    [InlineData(
        "{action: DENY, rules: [{from: [{source: {serviceAccounts: [default/web]}}]}]}",
        "A rule of AuthorizationPolicy/default/theirs denies it.")]
    [InlineData(
        "{rules: [{from: [{source: {principals: [c1/ns/default/sa/other]}}]}]}",
        "No rule of AuthorizationPolicy/default/theirs allows it from c1/ns/default/sa/web.")]
    public void A_declared_caller_whom_another_policy_refuses_is_found(string theirs, string? message)
    {
        var (client, server) = (Cluster("c1", "192.0.2.1"), Cluster("c2", "192.0.2.2"));
        var service = (Declared.Service("pay", [server], client) with
        {
            Instance = [new(server) { Selector = LabelSet.Create("app", "pay") }],
        }).WithAccess(new() { ServiceAccount = ["default/web"] });
        var found = Found(service, theirs).SingleOrDefault();
        Assert.Equal(message, found?.Message);
        Assert.Equal(message is null ? null : "AuthorizationPolicy/default/theirs", found?.Target);
    }

    private static IEnumerable<MeshFinding> Found(MeshService service, string theirs)
    {
        var planned = FederationPlanner.Plan(Declared.Federation(service));
        var view = new FederationView(planned.Concat(TracedText.Manifests("AuthorizationPolicy default/theirs @c2: " + theirs)), [service]);
        return RuleCatalog.Find("MF5004")!.Evaluate(view);
    }

    private static MeshCluster Cluster(string name, string address) =>
        Declared.Cluster(name) with { TrustDomain = name, Gateway = new() { Address = [address] } };
}
