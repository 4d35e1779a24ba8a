using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Tests.Planning;

/// <summary>What is federated of a service whose ports differ between clusters: those that all of them have.</summary>
public sealed class CommonPortsTests
{
    private static readonly MeshCluster One = Declared.Cluster("c1");
    private static readonly MeshCluster Two = Declared.Cluster("c2");
    private static readonly MeshCluster Three = Declared.Cluster("c3");

    [Fact]
    public void A_port_that_only_one_cluster_has_is_left_out_and_said()
    {
        var merged = Merge(In(One, "http:80", "http-metrics:9090"), In(Two, "http:8080"));
        Assert.Equal("http:80/HTTP", merged.Port.ToString());
        Assert.Equal(
            ("http-metrics:9090/HTTP", 0, 8080),
            (merged.In("c1")!.OtherPort.ToString(), merged.In("c2")!.OtherPort.Count, merged.In("c2")!.NumberOf(merged.Port[0])));
        Assert.Equal(
            ["The port 'http-metrics' of the service 'default/reviews' is not federated: c1 has it, and c2 not."],
            ServiceMerger.LeftOut(merged));
    }

    [Fact]
    public void The_order_of_declarations_does_not_matter_and_merging_again_changes_nothing()
    {
        MeshService[] declared = [
            In(One, "http:80", "grpc:90"),
            In(Two, "http:80", "grpc:90", "tcp-db:5432"),
            In(Three, "http:80", "tcp-db:5432"),
            In(One, "http:80", "grpc:90")
        ];
        var merged = Merge(declared);
        Assert.Equal("http:80/HTTP", merged.Port.ToString());
        Assert.Equal(merged, Merge([.. Enumerable.Reverse(declared)]));
        Assert.Equal(merged, Merge(merged, merged));
        Assert.Equal(
            [
                "The port 'grpc' of the service 'default/reviews' is not federated: c1, c2 have it, and c3 not.",
                "The port 'tcp-db' of the service 'default/reviews' is not federated: c2, c3 have it, and c1 not."
            ],
            ServiceMerger.LeftOut(merged));
        Assert.Empty(Declared.Federation(merged).LeftOut);
        Assert.Equal(2, Declared.Federation(declared).LeftOut.Count);
    }

    [Fact]
    public void Without_a_common_port_it_is_said_which_cluster_has_what()
    {
        var error = Refused(In(One, "http:80"), In(Two, "grpc:90"));
        Assert.Equal(
            "The ports of the service 'default/reviews' are not the same in all clusters: c1 has http:80/HTTP; c2 has grpc:90/GRPC.",
            error.Message);
    }

    [Fact]
    public void One_name_with_two_protocols_is_no_common_port()
    {
        var error = Refused(In(One, "http:80", "web:81"), In(Two, "http:80/TCP", "web:81"));
        Assert.Equal(
            "The ports of the service 'default/reviews' are not the same in all clusters: c1 has http:80/HTTP, web:81; c2 has http:80/TCP, "
            + "web:81.",
            error.Message);
    }

    [Fact]
    public void Two_declarations_of_one_cluster_must_agree() =>
        Assert.Contains(
            "disagree about the ports: 'grpc/GRPC, http/HTTP' and 'http/HTTP'",
            Refused(In(One, "http:80"), In(One, "http:80", "grpc:90")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_split_of_a_port_that_some_cluster_lacks_is_refused()
    {
        var split =
            In(One, "http:80", "grpc:90") with { TrafficSplit = [new(new MeshMatch { Port = 90 }, [new("c1", LabelSet.Empty, 100)])] };
        Assert.Equal(
            "A split or policy of the service 'default/reviews' names the port grpc:90/GRPC, which not all of its clusters have: c1 has "
            + "http:80/HTTP, grpc:90/GRPC; c2 has http:80/HTTP.",
            Refused(split, In(Two, "http:80")).Message);
    }

    [Fact]
    public void The_port_that_is_not_federated_keeps_its_own_requests()
    {
        var merged = Merge(In(One, "http:80", "http-metrics:9090"), In(Two, "http:80") with { ClientCluster = [One] });
        var planned = FederationPlanner.Plan(Declared.Federation(merged.WithTrafficSplit([new("c2", LabelSet.Empty, 100)], [])));
        var route = planned.Single(manifest => manifest.Kind == "VirtualService").Spec.Maps("http").Single();
        Assert.Equal(80, route.Maps("match").Single().Number("port"));
        Assert.Equal(80, planned.Single(manifest => manifest.Kind == "ServiceEntry").Spec.Maps("ports").Single().Number("number"));
    }

    private static MeshService In(MeshCluster cluster, params string[] ports) => ServiceDeclaration.Check(new(
        name: "reviews",
        ns: "default",
        port: ports.Select(PortSyntax.Parse).ToValueList(),
        instance: [new(cluster)],
        clientCluster: [cluster]));

    private static MeshService Merge(params MeshService[] services) => ServiceMerger.Merge(services).Single();

    private static MeshException Refused(params MeshService[] services)
    {
        var error = Assert.Throws<MeshException>(() => Merge(services));
        Assert.Equal(
            (MeshErrorId.ServiceConflict, error.Message),
            (error.ErrorId, Assert.Throws<MeshException>(() => Merge([.. Enumerable.Reverse(services)])).Message));
        return error;
    }
}
