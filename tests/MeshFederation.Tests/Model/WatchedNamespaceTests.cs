using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Tests.Model;

/// <summary>istio pkg/kube/namespace/filter.go; k8s.io/apimachinery/pkg/labels/selector.go.</summary>
public sealed class WatchedNamespaceTests
{
    [Theory]
    [InlineData("env=prod", "env=prod")]
    [InlineData("env == prod", "env=prod")]
    [InlineData(" env in ( stage,prod ) , !legacy", "!legacy,env in (prod, stage)")]
    [InlineData("env notin (a, b),team", "env notin (a, b),team")]
    [InlineData("env!=prod", "env!=prod")]
    [InlineData("env=", "env=")]
    [InlineData("! legacy", "!legacy")]
    [InlineData("a=1,a=1", "a=1")]
    public void A_selector_is_read_as_kubectl_reads_it(string text, string canonical) =>
        Assert.Equal(canonical, SelectorSyntax.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("env:prod")]
    [InlineData("env in prod")]
    [InlineData("env in ()x")]
    [InlineData("env is (prod)")]
    [InlineData("=prod")]
    [InlineData("env=a b")]
    [InlineData("env=a,,b=c")]
    public void What_is_no_selector_is_refused(string text) =>
        Assert.Equal(MeshErrorId.SelectorInvalid, Assert.Throws<MeshException>(() => SelectorSyntax.Parse(text)).ErrorId);

    [Theory]
    [InlineData("env=prod", true, false, false)]
    [InlineData("env!=prod", false, true, true)]
    [InlineData("env in (prod, stage)", true, true, false)]
    [InlineData("env notin (prod)", false, true, true)]
    [InlineData("env", true, true, false)]
    [InlineData("!env", false, false, true)]
    [InlineData("env=prod,env=stage", false, false, false)]
    public void A_selector_selects_by_labels(string text, bool prod, bool stage, bool none)
    {
        var selector = SelectorSyntax.Parse(text);
        Assert.Equal(
            (prod, stage, none),
            (selector.Selects(LabelSet.Create("env", "prod")), selector.Selects(LabelSet.Create("env", "stage")),
                selector.Selects(LabelSet.Empty)));
    }

    [Fact]
    public void Without_selectors_istiod_looks_everywhere() => Assert.True(new MeshCluster("c1", "c1").Watches("default"));

    [Theory]
    [InlineData("istio-discovery=enabled", "labelled", true)]
    [InlineData("istio-discovery=enabled", "istio-system", false)]
    [InlineData("istio-discovery=enabled", "unknown", null)]
    [InlineData("kubernetes.io/metadata.name=unknown", "unknown", true)]
    [InlineData("kubernetes.io/metadata.name=other", "unknown", false)]
    [InlineData("kubernetes.io/metadata.name=unknown,env=prod", "unknown", null)]
    [InlineData("kubernetes.io/metadata.name=other,env=prod", "unknown", false)]
    [InlineData("!legacy", "unknown", null)]
    [InlineData("!legacy", "istio-system", true)]
    public void What_is_known_of_labels_decides_whether_istiod_looks_at_a_namespace(string selector, string space, bool? watched) =>
        Assert.Equal(watched, Cluster(selector).Watches(space));

    [Fact]
    public void Any_of_the_selectors_suffices()
    {
        var cluster = Cluster("istio-discovery=enabled");
        cluster = cluster with
        {
            MeshConfig = cluster.MeshConfig with
            {
                DiscoverySelector =
                    [.. cluster.MeshConfig.DiscoverySelector, SelectorSyntax.Parse("kubernetes.io/metadata.name=istio-system")]
            }
        };
        Assert.False(cluster.Watches("istio-system"));
        cluster = cluster with { Facts = null };
        Assert.True(cluster.Watches("istio-system"));
        Assert.Null(cluster.Watches("labelled"));
    }

    [Fact]
    public void Selectors_leave_out_the_objects_of_Istio_from_1_22_on_or_where_istiod_is_told_so()
    {
        var (now, before) = (Cluster("istio-discovery=enabled"), Cluster("istio-discovery=enabled") with { IstioVersion = new(1, 21, 9) });
        Assert.Equal((false, false), (now.WatchesObjects("istio-system"), now.Watches("istio-system")));
        Assert.Equal((true, false), (before.WatchesObjects("istio-system"), before.Watches("istio-system")));
        Assert.False((before with { Facts = before.Facts! with { IstiodSetting = ["ENABLE_ENHANCED_RESOURCE_SCOPING=true"] } })
            .WatchesObjects("istio-system"));
        Assert.True((now with { Facts = now.Facts! with { IstiodSetting = ["ENABLE_ENHANCED_RESOURCE_SCOPING=false"] } })
            .WatchesObjects("istio-system"));
        Assert.True((now with { Facts = now.Facts! with { IstiodSetting = ["ENABLE_ENHANCED_RESOURCE_SCOPING=F"] } })
            .WatchesObjects("istio-system"));
        Assert.False((now with { Facts = now.Facts! with { IstiodSetting = ["ENABLE_ENHANCED_RESOURCE_SCOPING=no"] } })
            .WatchesObjects("istio-system"));
        Assert.True((before with { IstioVersion = new(1, 9, 9) }).Watches("istio-system"));
    }

    [Fact]
    public void An_istiod_that_is_bound_to_a_namespace_looks_at_no_other()
    {
        var cluster = new MeshCluster("c1", "c1") { Facts = new() { IstiodSetting = ["ISTIO_WATCH_NAMESPACE=shop"] } };
        Assert.Equal((true, false, false), (cluster.Watches("shop"), cluster.Watches("default"), cluster.WatchesObjects("istio-system")));
    }

    private static MeshCluster Cluster(string selector) => new("c1", "c1")
    {
        MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse(selector)] },
        Facts = new() { Namespace = [new("istio-system", LabelSet.Empty), new("labelled", LabelSet.Create("istio-discovery", "enabled"))] },
    };
}
