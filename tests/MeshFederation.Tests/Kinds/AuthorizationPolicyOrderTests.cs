using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;
using MeshFederation.Tests.Comparison;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Tests.Kinds;

/// <summary>When AuthorizationPolicies are published: before what they guard can be reached, and they go after.</summary>
public sealed class AuthorizationPolicyOrderTests
{
    private const string FromOne = "{from: [{source: {namespaces: [one]}}]}";
    private const string FromTwo = "{from: [{source: {namespaces: [two]}}]}";

    private static readonly MeshManifest Gateway = ClusterFixture.Ours(
        "Gateway",
        "istio-system/g",
        "{selector: {istio: gateway}, servers: [{port: {number: 15443, name: tls}, hosts: [a.default.svc.cluster.local]}]}");

    [Fact]
    public void A_gateway_opens_only_when_the_proxies_have_the_policy()
    {
        var waves = Waves([], [Gateway, Policy("ALLOW", FromOne)]);
        Assert.Equal(["Guarding AuthorizationPolicy waits False", "Serving Gateway waits True"], waves);
        Assert.Equal(PublishingStage.Add, PublishingStages.Of(PublishingWave.Guarding));
    }

    [Fact]
    public void A_policy_goes_only_when_no_proxy_has_the_gateway_any_more()
    {
        var waves = Waves([Gateway, Policy("ALLOW", FromOne)], []);
        Assert.Equal(["ServingTrimmed Gateway waits False", "Unguarding AuthorizationPolicy waits True"], waves);
        Assert.Equal(PublishingStage.Remove, PublishingStages.Of(PublishingWave.Unguarding));
    }

    [Fact]
    public void Putting_back_closes_the_gateway_before_the_policy_goes()
    {
        var schedule = PublishingSchedule.Of(SimulatedPlan.Between([], [Gateway, Policy("ALLOW", FromOne)])).ToLookup(write => write.Wave);
        Assert.True(WaitRule.IsNeeded(schedule[PublishingWave.Guarding], schedule[PublishingWave.Serving], isUndone: true));
    }

    [Fact]
    public void After_a_publish_that_was_cut_off_nothing_is_opened_before_the_proxies_have_its_policies()
    {
        var schedule = PublishingSchedule.Of(SimulatedPlan.Between([], [Gateway]));
        Assert.True(WaitRule.MayBeNeeded(schedule, hasGuards: true));
        Assert.False(WaitRule.MayBeNeeded(schedule));
    }

    [Fact]
    public void Callers_whom_a_policy_lets_in_no_more_get_in_until_the_end()
    {
        var writes = PublishingSchedule.Of(SimulatedPlan.Between([Policy("ALLOW", FromOne)], [Policy("ALLOW", FromTwo)]));
        Assert.Equal(
            ["Guarding 2", "Unguarding 1"], writes.Select(write => $"{write.Wave} {write.Content!.Map("spec")!.List("rules").Count}"));
        Assert.False(writes[0].IsLast);
    }

    [Fact]
    public void Callers_who_get_in_from_now_on_do_so_at_once() =>
        Assert.Equal(
            ["Guarding"],
            PublishingSchedule.Of(SimulatedPlan.Between([Policy("ALLOW", FromOne)], [Policy("ALLOW", $"{FromOne}, {FromTwo}")]))
                .Select(write => write.Wave.ToString()));

    [Theory]
    [InlineData("DENY")]
    [InlineData("CUSTOM")]
    public void Whom_a_policy_keeps_out_it_keeps_out_at_once(string action)
    {
        var write = Assert.Single(PublishingSchedule.Of(SimulatedPlan.Between([Policy(action, FromOne)], [Policy(action, FromTwo)])));
        Assert.Equal((PublishingWave.Guarding, true), (write.Wave, write.IsLast));
        Assert.Equal(Policy(action, FromTwo).Content, write.Content);
    }

    [Fact]
    public void Who_declines_a_policy_opens_nothing()
    {
        var (remaining, skipped) = DeclinedChanges.Leave(
            SimulatedPlan.Between([], [Gateway, Policy("DENY", FromOne)]), change => change.Kind == "AuthorizationPolicy");
        Assert.Empty(remaining);
        Assert.Equal(2, skipped.Count);
    }

    [Fact]
    public void A_policy_is_there_also_where_a_route_was_declined_since_the_gateway_opens_all_the_same()
    {
        var route = ClusterFixture.Ours("VirtualService", "default/a", "{hosts: [a.default.svc.cluster.local]}");
        var (remaining, _) = DeclinedChanges.Leave(
            SimulatedPlan.Between([], [Gateway, Policy("DENY", FromOne), route]), change => change.Kind == "VirtualService");
        Assert.Equal(["AuthorizationPolicy", "Gateway"], remaining.Select(change => change.Kind).Order());
    }

    private static MeshManifest Policy(string action, string rules) =>
        ClusterFixture.Ours(
            "AuthorizationPolicy", "default/a", $"{{action: {action}, selector: {{matchLabels: {{app: a}}}}, rules: [{rules}]}}");

    private static IEnumerable<string> Waves(IReadOnlyList<MeshManifest> before, IReadOnlyList<MeshManifest> after) =>
        ScheduledWave.Of(PublishingSchedule.Of(SimulatedPlan.Between(before, after)))
            .Select(wave => $"{wave.Wave} {string.Join(' ', wave.Writes.Select(write => write.Change.Kind))} waits {wave.Waits}");
}
