using MeshFederation.Clusters.Comparing;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Whom clusters refuse once others are expelled, and whom they accept all the same.</summary>
public sealed class ExpelledClustersTests
{
    private static readonly ExpelledClusters Expelled = new(new HashSet<string> { "cluster3" }, ["c3", "c2"]);

    private static readonly MeshCluster Server = new("cluster1", "cluster1")
    {
        TrustDomain = "c1",
        Facts = new() { TrustedDomain = ["c2", "c3"], TrustDomainAlias = ["old", "c3"] },
    };

    [Fact]
    public void Their_domains_are_refused_but_for_those_that_others_have_too()
    {
        var facts = Expelled.Refused(Server, ["c1", "c2"]).Facts!;
        Assert.Equal((["c2"], ["old"]), (facts.TrustedDomain, facts.TrustDomainAlias));
        Assert.Equal(Server, (Expelled with { Declined = new HashSet<string> { "cluster1" } }).Refused(Server, ["c1", "c2"]));
    }

    [Fact]
    public void An_istiod_that_looks_at_no_trust_domain_refuses_nobody()
    {
        var server = Server with { Facts = new() { IstiodSetting = [IstiodVariable.SkipTrustDomain + "=true"] } };
        Assert.Equal(["c3"], Expelled.Refused(server, ["c1", "c2"]).Facts!.TrustedDomain);
    }
}
