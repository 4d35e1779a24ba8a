using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>What objects tell of pods and gateways where they are templates, or noted by the injector.</summary>
public class PodTemplateTests
{
    private static string Workload(
        string kind, string apiVersion = "apps/v1", string owner = "", string name = "gateway", string mode = "sni-dnat") =>
        $"---\napiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: {name}, namespace: istio-system{owner}}}\nspec: {{template: "
        + "{metadata: {labels: {istio: ingressgateway}}, spec: {containers: [{name: istio-proxy, env: [{name: ISTIO_META_ROUTER_MODE, "
        + $"value: '{mode}'}}]}}]}}}}}}\n";

    private static string Owner(string kind, string apiVersion = "apps/v1") =>
        $", ownerReferences: [{{apiVersion: {apiVersion}, kind: {kind}, name: gateway}}]";

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    public void A_gateway_is_seen_by_every_kind_that_has_a_template(string kind)
    {
        var cluster = RoutingText.Cluster(Workload(kind));
        Assert.Equal("sni-dnat", cluster.Gateways.Declared.RouterMode);
        Assert.Single(cluster.Pods.All);
    }

    [Theory]
    [InlineData("Deployment", "apps/v1", 0)]
    [InlineData("Rollout", "argoproj.io/v1alpha1", 1)]
    [InlineData("Deployment", "example.com/v1", 1)]
    public void A_ReplicaSet_stands_for_pods_unless_a_Deployment_does(string owner, string apiVersion, int pods)
    {
        var cluster = RoutingText.Cluster(Workload("ReplicaSet", owner: Owner(owner, apiVersion)));
        Assert.Equal((pods, pods > 0), (cluster.Pods.All.Count(), cluster.Gateways.Declared.IsSeen));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("hostNetwork: true, ", false)]
    public void Templates_of_pods_on_the_network_of_their_node_get_no_sidecar(string network, bool hasSidecar)
    {
        var cluster = RoutingText.Cluster(
            "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n"
            + "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: shop}\n"
            + $"spec: {{template: {{metadata: {{labels: {{app: a}}}}, spec: {{{network}containers: [{{name: app}}]}}}}}}\n");
        Assert.Equal(hasSidecar, Assert.Single(cluster.Pods.All).HasSidecar);
    }

    [Fact]
    public void A_former_template_says_nothing_of_a_gateway()
    {
        var yaml = Workload("ReplicaSet", owner: Owner("Deployment"), name: "old", mode: "standard") + Workload("Deployment");
        Assert.Equal("sni-dnat", RoutingText.Cluster(yaml).Gateways.Declared.RouterMode);
    }

    [Theory]
    [InlineData("apps/v1", 1)]
    [InlineData("extensions/v1beta1", 1)]
    [InlineData("apps.kruise.io/v1beta1", 0)]
    public void A_kind_of_another_group_has_no_template(string apiVersion, int pods) =>
        Assert.Equal(pods, RoutingText.Cluster(Workload("StatefulSet", apiVersion)).Pods.All.Count());

    /// <summary>Files often have no object of the namespace; what was read of it tells as much.</summary>
    [Theory]
    [InlineData("enabled", true)]
    [InlineData("disabled", false)]
    [InlineData("", null)]
    public void Templates_have_sidecars_as_the_labels_that_were_read_of_their_namespace_say(string label, bool? injected)
    {
        var facts = new MeshCluster("c1", "c1")
        {
            Facts = new()
            {
                Namespace = [new("istio-system", label.Length == 0 ? LabelSet.Empty : LabelSet.Create("istio-injection", label))],
            },
        };
        const string Template = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: istio-system}\nspec: "
            + "{template: {metadata: {labels: {app: a}}, spec: {containers: [{name: app}]}}}\n";
        Assert.Equal(injected, Assert.Single(new RoutingCluster(facts, RoutingText.Objects(Template), []).Pods.All).HasSidecar);
    }

    /// <summary>The label may be a tag, as one that is moved from revision to revision.</summary>
    [Theory]
    [InlineData("1-21-0", "", "1.21.0")]
    [InlineData("stable", "", "1.30.3")]
    [InlineData("stable", "{\"revision\":\"1-21-0\"}", "1.21.0")]
    [InlineData("1-21-0", "no json", "1.21.0")]
    [InlineData("1-21-0", "[]", "1.21.0")]
    public void The_revision_that_the_injector_notes_comes_before_the_label(string label, string noted, string version)
    {
        var pod = $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: istio-system, labels: {{istio: ingressgateway, "
            + $"istio.io/rev: {label}}}, annotations: {{sidecar.istio.io/status: '{noted}'}}}}\nspec: {{containers: []}}\n";
        var facts = new MeshCluster("c1", "c1")
        {
            IstioVersion = IstioVersion.Parse("1.30.3"),
            Facts = new() { ControlPlane = [new("istio-system", "1-21-0", IstioVersion.Parse("1.21.0"), 1)] },
        };
        var workload = new RoutingCluster(facts, RoutingText.Objects(pod), []).Gateways.Declared;
        Assert.Equal(IstioVersion.Parse(version), workload.IstiodVersion);
    }
}
