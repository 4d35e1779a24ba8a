using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

public sealed class QueryMatchTests
{
    [Theory]
    [InlineData("1.30.3", "{q: {prefix: a.b}}")]
    [InlineData("1.18.0", "{q: {prefix: a.b}}")]
    [InlineData("1.17.8", "{q: {regex: 'a\\.b.*'}}")]
    [InlineData("1.5.0", "{q: {regex: 'a\\.b.*'}}")]
    public void The_beginning_of_a_query_parameter_is_matched_as_the_callers_Istio_can(string version, string written)
    {
        var client = Declared.Cluster("client", version);
        var match = new MeshMatch { Query = StringMatches.Create([new("q", new(StringMatchKind.Prefix, "a.b"))]) };
        var service = Declared.Service("reviews", [client, Declared.Cluster("server")], client)
            .WithTrafficSplit([new("server", LabelSet.Empty, 100)], [match]);
        var route = FederationPlanner.Plan(Declared.Federation(service))
            .Single(manifest => manifest.Kind == "VirtualService").Spec
            .Maps("http").First();
        Assert.Equal(written, ((UnstructuredMap)route.List("match")[0]!).Map("queryParams")!.ToString());
    }
}
