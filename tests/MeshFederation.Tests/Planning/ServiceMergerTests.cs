using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Tests.Planning;

public sealed class ServiceMergerTests
{
    private static readonly MeshCluster One = new("cluster1", "cluster1");
    private static readonly MeshCluster Two = new("cluster2", "cluster2");
    private static readonly MeshCluster Three = new("cluster3", "cluster3");

    [Fact]
    public void Clusters_and_clients_add_up()
    {
        var merged = Merge(In(One, "http:80"), In(Two, "http:80") with { ClientCluster = [Three] });
        Assert.Equal("cluster1, cluster2", merged.Cluster.ToString());
        Assert.Equal("cluster1, cluster3", merged.ClientCluster.ToString());
    }

    [Fact]
    public void A_port_may_have_another_number_in_each_cluster()
    {
        var merged = Merge(In(Two, "http:8080"), In(One, "http:80"));
        Assert.Equal(80, merged.Port.Single().Number);
        Assert.Equal(80, merged.In("cluster1")!.NumberOf(merged.Port[0]));
        Assert.Equal(8080, merged.In("cluster2")!.NumberOf(merged.Port[0]));
    }

    [Fact]
    public void A_split_follows_its_port_to_the_common_number()
    {
        var split =
            In(Two, "http:8080") with { TrafficSplit = [new(new MeshMatch { Port = 8080 }, [new("cluster2", LabelSet.Empty, 100, 8080)])] };
        var merged = Merge(split, In(One, "http:80")).TrafficSplit.Single();
        Assert.Equal(80, merged.Match!.Port);
        Assert.Equal(80, merged.Destination[0].Port);
    }

    [Fact]
    public void What_one_declaration_knows_completes_the_other()
    {
        var known = In(One, "http:80") with
        {
            Instance = [new(One) { ServiceAccount = ["a"], Address = "240.0.0.9", Version = [new(LabelSet.Create("version", "v1"))] }]
        };
        var instance = Merge(In(One, "http:80"), known).Instance.Single();
        Assert.Equal(("a", "240.0.0.9", "v1"), (instance.ServiceAccount.ToString(), instance.Address, instance.Version.ToString()));
    }

    [Fact]
    public void Different_protocols_disagree() => AssertConflict("ports", In(One, "http:80"), In(Two, "http:80/TCP"));

    [Fact]
    public void Different_numbers_in_one_cluster_disagree() =>
        AssertConflict("port numbers in 'cluster1'", In(One, "http:80"), In(One, "http:81"));

    [Fact]
    public void Different_host_suffixes_disagree() =>
        AssertConflict("host suffixes", In(One, "http:80"), In(Two, "http:80") with { HostSuffix = "mesh" });

    [Fact]
    public void Different_splits_for_the_same_requests_disagree()
    {
        var service = In(One, "http:80");
        AssertConflict("splits for everything", Split(service, "v1"), Split(service, "v2"));
    }

    [Fact]
    public void Two_clusters_with_one_name_are_an_error_that_shows_the_difference()
    {
        var error = Assert.Throws<MeshException>(() => Merge(In(One, "http:80"), In(One with { TrustDomain = "other" }, "http:80")));
        Assert.Equal(MeshErrorId.ClusterConflict, error.ErrorId);
        Assert.Contains("TrustDomain is 'cluster.local' and 'other'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_clusters_that_differ_in_a_part_of_the_gateway_are_told_apart_by_that_part()
    {
        var gateway = new MeshGateway { Address = ["192.0.2.1"] };
        var (one, other) = (One with { Gateway = gateway },
            One with { Gateway = gateway with { Selector = LabelSet.Create("istio", "eastwestgateway") } });
        var error = Assert.Throws<MeshException>(() => Merge(In(one, "http:80"), In(other, "http:80")));
        Assert.Contains("gateway selector is 'istio=eastwestgateway' and 'istio=ingressgateway'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_clusters_whose_gateways_listen_elsewhere_are_two()
    {
        var other = One with { Gateway = One.Gateway with { TargetPort = 9191 } };
        var error = Assert.Throws<MeshException>(() => Merge(In(One, "http:80"), In(other, "http:80")));
        Assert.Contains("gateway target port is '15443' and '9191'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_disagrees_is_shown_as_it_was_typed()
    {
        var service = In(One, "http:80", "http-b:81");
        var error = Assert.Throws<MeshException>(
            () => Merge(Split(service, "v1"), service.WithTrafficSplit([new("cluster1", LabelSet.Create("version", "v1"), 100, 81)], [])));
        Assert.EndsWith(
            "disagree about the splits for everything: 'cluster1/v1:100' and 'cluster1/v1:100 (port 81)'.",
            error.Message,
            StringComparison.Ordinal);
    }

    private static MeshService In(MeshCluster cluster, params string[] ports) => new(
        name: "reviews",
        ns: "default",
        port: ports.Select(PortSyntax.Parse).ToValueList(),
        instance: [new(cluster)],
        clientCluster: [cluster]);

    private static MeshService Split(MeshService service, string version) =>
        service.WithTrafficSplit([new("cluster1", LabelSet.Create("version", version), 100)], []);

    private static MeshService Merge(params MeshService[] services) => ServiceMerger.Merge(services).Single();

    private static void AssertConflict(string what, MeshService one, MeshService other)
    {
        var error = Assert.Throws<MeshException>(() => Merge(one, other));
        Assert.Equal(MeshErrorId.ServiceConflict, error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<MeshException>(() => Merge(other, one)).Message);
    }
}
