using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Objects;
using static MeshFederation.Tests.Routing.RoutingText;

namespace MeshFederation.Tests.Routing;

/// <summary>
/// istio pilot/pkg/model/push_context.go destinationRule, destination_rule.go mergeDestinationRule, networking/util
/// MergeSubsetTrafficPolicy.
/// </summary>
public sealed class DestinationRuleTests
{
    private const string Host = "host: a.default.svc.cluster.local";

    [Fact]
    public void The_callers_namespace_comes_before_the_services_and_this_before_the_root()
    {
        var root = Object("DestinationRule", "root", $"{{{Host}}}", "istio-system");
        var service = Object("DestinationRule", "service", $"{{{Host}}}");
        var caller = Object("DestinationRule", "caller", $"{{{Host}}}", "shop");
        Assert.Equal("root", For(root, "shop")?.First.Name);
        Assert.Equal("service", For(root + service, "shop")?.First.Name);
        Assert.Equal("caller", For(root + service + caller, "shop")?.First.Name);
        Assert.Equal("service", For(root + service + caller, "istio-system")?.First.Name);
        Assert.Null(For(Object("DestinationRule", "elsewhere", $"{{{Host}}}", "other"), "shop"));
    }

    [Fact]
    public void The_root_namespace_counts_its_private_rules_first()
    {
        var rules = Object("DestinationRule", "private", $"{{{Host}, exportTo: ['.']}}", "istio-system")
            + Object("DestinationRule", "service", $"{{{Host}}}");
        Assert.Equal("private", For(rules, "istio-system")?.First.Name);
        Assert.Equal("service", For(rules, "shop")?.First.Name);
    }

    [Theory]
    [InlineData("exportTo: ['*']", true)]
    [InlineData("exportTo: [shop]", true)]
    [InlineData("exportTo: ['.']", false)]
    [InlineData("exportTo: [default]", false)]
    [InlineData("workloadSelector: {matchLabels: {app: cart}}", false)]
    public void A_rule_of_the_services_namespace_counts_where_it_is_exported(string field, bool counts) =>
        Assert.Equal(counts, For(Object("DestinationRule", "r", $"{{{Host}, {field}}}"), "shop") is not null);

    [Fact]
    public void A_rule_that_is_more_specific_and_hidden_hides_the_wider_one_too()
    {
        var wide = Object("DestinationRule", "wide", "{host: '*.default.svc.cluster.local'}");
        Assert.Equal("wide", For(wide, "shop")?.First.Name);
        Assert.Null(For(wide + Object("DestinationRule", "narrow", $"{{{Host}, exportTo: [other]}}"), "shop"));
    }

    [Fact]
    public void A_rule_for_chosen_pods_counts_for_them_alone()
    {
        var rules = Object("DestinationRule", "all", $"{{{Host}}}", "shop")
            + Object("DestinationRule", "cart", $"{{{Host}, workloadSelector: {{matchLabels: {{app: cart}}}}}}", "shop");
        Assert.Equal("cart", For(rules, "shop", UnstructuredMap.Of(("app", "cart")))?.First.Name);
        Assert.Equal("all", For(rules, "shop")?.First.Name);
    }

    [Fact]
    public void Rules_for_one_host_are_merged_and_the_oldest_wins()
    {
        var rules = Object(
            "DestinationRule",
            "a-new",
            $"{{{Host}, trafficPolicy: {{tls: {{mode: DISABLE}}}}, subsets: [{{name: v1, labels: {{v: new}}}}, {{name: v2}}]}}",
            created: "2026-02-01T00:00:00Z")
            + Object(
                "DestinationRule", "b-old", $"{{{Host}, subsets: [{{name: v1, labels: {{v: old}}}}]}}", created: "2026-01-01T00:00:00Z");
        var merged = For(rules, "shop")!;
        Assert.Equal(("b-old", "old", "a-new"), (merged.First.Name, merged.Subset("v1")!.Labels.Text("v"), merged.Subset("v2")!.From.Name));
        Assert.Equal(("DISABLE", "a-new"), (merged.TrafficPolicy!.Map("tls")!.Text("mode"), Assert.Single(merged.Dropped).From.Name));
    }

    [Theory]
    [InlineData("1.23.6", "exportTo: [payments]", "", false)]
    [InlineData("1.23.6", "", "exportTo: [payments]", false)]
    [InlineData("1.23.6", "", "exportTo: [shop]", true)]
    [InlineData("1.23.6", "exportTo: [shop]", "exportTo: [payments]", true)]
    [InlineData("1.24.0", "exportTo: [payments]", "", true)]
    [InlineData("1.24.0", "", "exportTo: [payments]", true)]
    public void Until_1_23_rules_of_a_host_are_exported_as_the_oldest_that_says_so(string version, string older, string newer, bool counts)
    {
        var rules = Object("DestinationRule", "a-older", $"{{{Host}, {older}}}") + Object("DestinationRule", "b-newer", $"{{{Host}, {newer}}}");
        Assert.Equal(counts, For(rules, "shop", version: version) is not null);
    }

    [Fact]
    public void Until_1_23_it_is_said_which_rule_hides_the_other()
    {
        var cluster = Cluster(
            Service("a") + Object("DestinationRule", "a-older", $"{{{Host}}}")
            + Object("DestinationRule", "b-newer", $"{{{Host}, exportTo: [payments]}}"), "1.23.6");
        var hidden = cluster.DestinationRules.HiddenFrom(
            new("shop", UnstructuredMap.Empty), cluster.Services.Find("a.default.svc.cluster.local", "shop")!);
        Assert.Equal(
            ["until Istio 1.23 it is one with DestinationRule/default/b-newer, and both are exported as that says",
                "its exportTo [payments] hides it from the namespace shop"],
            hidden.Select(item => item.Why));
    }

    [Theory]
    [InlineData("1.21.6", "v1,v2", "v2")]
    [InlineData("1.22.0", "v1", "v2,v1")]
    public void Until_1_21_age_alone_decides_which_of_rules_for_chosen_pods_are_merged(string version, string ofAll, string ofCart)
    {
        var rules = Object("DestinationRule", "a-all", $"{{{Host}, subsets: [{{name: v1}}]}}", "shop")
            + Object(
                "DestinationRule", "b-cart",
                $"{{{Host}, workloadSelector: {{matchLabels: {{app: cart}}}}, subsets: [{{name: v2}}]}}", "shop");
        Assert.Equal(ofAll, Subsets(For(rules, "shop", version: version)));
        Assert.Equal(ofCart, Subsets(For(rules, "shop", UnstructuredMap.Of(("app", "cart")), version)));

        static string Subsets(MergedRule? rule) => string.Join(",", rule!.Subsets.Select(subset => subset.Name));
    }

    [Theory]
    [InlineData("{tls: {sni: whole}}", "{}", "whole", "trafficPolicy.tls")]
    [InlineData("{tls: {sni: whole}}", "{tls: {sni: own}}", "own", "subsets[0].trafficPolicy.tls")]
    [InlineData(
        "{tls: {sni: whole}, portLevelSettings: [{port: {number: 80}, tls: {sni: port}}]}", "{}", "port",
        "trafficPolicy.portLevelSettings[0].tls")]
    [InlineData(
        "{tls: {sni: whole}, portLevelSettings: [{port: {number: 80}, connectionPool: {}}]}", "{}", null,
        "trafficPolicy.portLevelSettings[0].tls")]
    [InlineData(
        "{tls: {sni: whole}}", "{portLevelSettings: [{port: {number: 80}, loadBalancer: {}}]}", null,
        "subsets[0].trafficPolicy.portLevelSettings[0].tls")]
    [InlineData("{tls: {sni: whole}}", "{portLevelSettings: [{port: {number: 81}, tls: {sni: other}}]}", "whole", "trafficPolicy.tls")]
    [InlineData(
        "{tls: {sni: whole}}", "{portLevelSettings: [{port: {number: 80}, tls: {sni: own}}]}", "own",
        "subsets[0].trafficPolicy.portLevelSettings[0].tls")]
    public void Settings_of_a_port_replace_all_others_even_where_they_say_nothing(string whole, string own, string? sni, string field)
    {
        var rule = For(
            Object("DestinationRule", "r", $"{{{Host}, trafficPolicy: {whole}, subsets: [{{name: v1, trafficPolicy: {own}}}]}}"), "shop")!;
        var policy = TrafficPolicies.Effective(rule, rule.Subset("v1"), 80)!;
        Assert.Equal((sni, field), (policy.Tls?.Text("sni"), policy.TlsField));
    }

    private static MergedRule? For(string rules, string @namespace, UnstructuredMap? labels = null, string version = "1.30.3")
    {
        var cluster = Cluster(Service("a") + rules, version);
        return cluster.DestinationRules.For(
            new(@namespace, labels ?? UnstructuredMap.Empty), cluster.Services.Find("a.default.svc.cluster.local", "shop")!);
    }
}
