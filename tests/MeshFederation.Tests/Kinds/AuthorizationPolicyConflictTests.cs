using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Tests.Comparison;

namespace MeshFederation.Tests.Kinds;

/// <summary>AuthorizationPolicies of others, and ours as it was, beside the one that is wanted.</summary>
public sealed class AuthorizationPolicyConflictTests
{
    private const string Rules = "rules: [{from: [{source: {namespaces: [one]}}]}]";

    private static readonly MeshManifest Wanted = Ours($"{{selector: {{matchLabels: {{app: a}}}}, {Rules}}}");

    [Theory]
    [InlineData("default/other", "{rules: [{}]}")]
    [InlineData("default/other", "{action: ALLOW, selector: {matchLabels: {app: a}}}")]
    [InlineData("default/other", "{selector: {matchLabels: {version: v1}}}")]
    [InlineData("istio-system/other", "{rules: [{}]}")]
    public void Two_that_allow_widen_each_other(string place, string spec)
    {
        var theirs = ClusterFixture.Theirs("AuthorizationPolicy", place, spec);
        var message = ClusterFixture.Conflict(ClusterFixture.Compare(Wanted, theirs));
        Assert.Contains(
            $"AuthorizationPolicy/{place} (kubectl-client-side-apply) allows requests to pods that AuthorizationPolicy/default/a may be "
            + "for as well",
            message,
            StringComparison.Ordinal);
        Assert.Equal(ChangeAction.Create, ClusterFixture.Force(Wanted, theirs).Change.Action);
    }

    [Theory]
    [InlineData("default/other", "{action: DENY, rules: [{}]}")]
    [InlineData("default/other", "{action: CUSTOM, provider: {name: x}, rules: [{}]}")]
    [InlineData("default/other", "{selector: {matchLabels: {app: b}}}")]
    [InlineData("edge/other", "{rules: [{}]}")]
    [InlineData("default/other", "{targetRefs: [{kind: Service, name: a}]}")]
    public void Others_narrow_or_are_for_other_pods(string place, string spec) =>
        Assert.Equal(
            ChangeAction.Create, ClusterFixture.Compare(Wanted, ClusterFixture.Theirs("AuthorizationPolicy", place, spec)).Change.Action);

    [Fact]
    public void One_that_is_only_tried_allows_nothing()
    {
        var tried = ClusterFixture.Theirs("AuthorizationPolicy", "default/other", "{rules: [{}]}");
        tried = new(
            tried.Cluster,
            LiveObjects.With(
                tried.Content,
                "metadata",
                LiveObjects.With(tried.Metadata, "annotations", UnstructuredMap.Of(("istio.io/dry-run", "true")))));
        Assert.Equal(ChangeAction.Create, ClusterFixture.Compare(Wanted, tried).Change.Action);
    }

    [Theory]
    [InlineData("{selector: {matchLabels: {app: b}}}", "ALLOW for the pods app=b")]
    [InlineData("{action: DENY, selector: {matchLabels: {app: a}}}", "DENY for the pods app=a")]
    [InlineData("{}", "ALLOW for all pods")]
    [InlineData("{targetRefs: [{kind: Service, name: a}]}", "ALLOW for {\"kind\":\"Service\",\"name\":\"a\"}")]
    public void What_ours_guards_is_not_exchanged_in_one_write_even_with_Force(string before, string says)
    {
        var message = ClusterFixture.Conflict(ClusterFixture.Force(Wanted, LiveObjects.Applied(Ours(before))));
        Assert.Contains(
            $"AuthorizationPolicy/default/a is {says} now and would be ALLOW for the pods app=a.", message, StringComparison.Ordinal);
        Assert.Contains("-Force does not help", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_rules_may_change() =>
        Assert.Equal(
            ChangeAction.Update,
            ClusterFixture.Compare(Wanted, LiveObjects.Applied(Ours("{action: ALLOW, selector: {matchLabels: {app: a}}}"))).Change.Action);

    [Fact]
    public void One_of_the_same_name_that_guards_something_else_is_not_adopted()
    {
        var message = ClusterFixture.Conflict(
            ClusterFixture.Force(Wanted, ClusterFixture.Theirs("AuthorizationPolicy", "default/a", "{action: DENY, rules: [{}]}")));
        Assert.Contains(
            "is about DENY for all pods, where ours would be about ALLOW for the pods app=a", message, StringComparison.Ordinal);
    }

    private static MeshManifest Ours(string spec) => ClusterFixture.Ours("AuthorizationPolicy", "default/a", spec);
}
