using MeshFederation.Analysis.Access;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

namespace MeshFederation.Tests.Access;

/// <content>What excuses nobody, and what is not judged.</content>
public sealed partial class AccessComparisonTests
{
    /// <summary>What keeps callers out is objects, and so is what says that they are meant.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_access_policy_means_nobody_where_its_object_is_missing(bool isNamed)
    {
        var theirs = Policy("{rules: [{from: [{source: {namespaces: [shop]}}]}]}");
        var service = Service(Server(false));
        if (isNamed) service = service with { Instance = [service.Instance[0] with { NamedTargetPort = ["http"] }] };
        service = service.WithAccess(new() { Cluster = ["cluster1"] });
        Assert.DoesNotContain(Of(service, theirs), access => access.IsWidening);
        MeshCluster[] clusters = [Client, service.Cluster[0]];
        var bare = Planned(service).Where(item => item.Kind != "AuthorizationPolicy").Append(theirs);
        var lines = AccessComparison.Of(new([theirs], [], clusters), new(bare, [service], clusters), [service]);
        Assert.Contains(lines, access => access is { IsWidening: true, Identity: "cluster1/ns/shop/*" });
    }

    [Fact]
    public void What_is_called_in_ambient_mode_is_not_judged_and_never_said_to_be_closed()
    {
        var (one, two) = (Client with { RoutingMode = MeshRoutingMode.Ambient }, Server(false) with
        {
            RoutingMode = MeshRoutingMode.Ambient,
        });
        var service = Service(two) with { ClientCluster = [one] };
        var line = Assert.Single(AccessComparison.Of(new([], [], [one, two]), new([], [service], [one, two]), [service]));
        Assert.Equal(
            ("cluster2", "cluster1", AccessReach.Unknown, FindingSeverity.Warning, true),
            (line.Cluster, line.Client, line.After, line.Severity, line.IsUnknown));
        Assert.Contains("ambient mode", line.Message, StringComparison.Ordinal);

        // A cluster that calls its own pods and those of others opens its own.
        var both = service with { Instance = [new(one), .. service.Instance] };
        Assert.Equal(
            ["cluster1", "cluster2"],
            AccessComparison.Of(new([], [], [one, two]), new([], [both], [one, two]), [both]).Select(access => access.Cluster));
    }
}
