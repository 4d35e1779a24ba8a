using System.Text;
using MeshFederation.Clusters.Istiod;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>ztunnels are waited for as proxies are, by what istiod tells of the types that they are sent.</summary>
public sealed class ZtunnelTests
{
    private const string Address = "type.googleapis.com/istio.workload.Address";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_ztunnel_that_takes_its_time_is_waited_for()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var ztunnel = (await scene.AddIstiodAsync()).Connect("ztunnel-x.istio-system");
        (ztunnel.IsZtunnel, ztunnel.Kinds, ztunnel.Delay) = (true, [Address], Second * 7);
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 7, Second * 9);
        Assert.Contains(scene.Progress, note => note.Text.Contains("ztunnel-x.istio-system (address)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "2", "1", false)]
    [InlineData("", "2", "2", true)]
    [InlineData("", "", "", true)]
    [InlineData("\"cluster_sent\":\"1\",\"cluster_acked\":\"1\",", "2", "1", true)]
    public void What_has_no_types_of_an_Envoy_is_told_by_those_of_ztunnels(string envoy, string sent, string acked, bool isTaken)
    {
        var json = $$$$"""[{"proxy":"a.b",{{{{envoy}}}}"resources":{"{{{{Address}}}}":{"sent":"{{{{sent}}}}","acked":"{{{{acked}}}}"}}}]""";
        var proxy = Assert.Single(ConnectedProxies.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(ConnectedProxies.Kinds.Count, proxy.Config.Count);
        Assert.Equal(isTaken, proxy.IsTaken);
    }
}
