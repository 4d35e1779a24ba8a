using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Names whose parts are sound can be too long as a whole.</summary>
public sealed class NameLengthTests
{
    private static readonly string Longest = new('a', 63);
    private static readonly LabelSet LongLabels = LabelSet.Create("version", new string('v', 63));

    [Fact]
    public void Every_part_may_have_63_characters() =>
        Assert.NotEmpty(FederationPlanner.Plan(Declared.Federation(Split(Service(Longest)))));

    [Fact]
    public void A_host_has_at_most_253() => AssertTooLong(Service(Longest, suffix: $"{Longest}.example"), "DNS takes 253 at most");

    [Fact]
    public void An_SNI_that_TLS_would_not_send_is_refused() =>
        AssertTooLong(Split(Service(Longest, domain: $"{new string('d', 40)}.local")), "TLS takes 255 at most");

    [Fact]
    public void The_host_that_an_old_gateway_rewrites_is_part_of_the_SNI() =>
        AssertTooLong(Split(Service(Longest, version: "1.7.8")), "TLS takes 255 at most");

    [Fact]
    public void Without_long_labels_the_same_SNI_may_do() =>
        Assert.NotEmpty(FederationPlanner.Plan(Declared.Federation(Service(Longest, version: "1.7.8"))));

    private static MeshService Service(string name, string suffix = "global", string domain = "cluster.local", string version = "1.30.3") =>
        Declared.Service(name, [Declared.Cluster(Longest, version, domain)], Declared.Cluster("client"), new string('n', 63), suffix);

    private static MeshService Split(MeshService service) => service.WithTrafficSplit([new(Longest, LongLabels, 100)], []);

    private static void AssertTooLong(MeshService service, string why)
    {
        var error = Assert.Throws<MeshException>(() => Declared.Federation(service));
        Assert.Equal(MeshErrorId.HostTooLong, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("The cluster 'client' would call", error.Message, StringComparison.Ordinal);
    }
}
