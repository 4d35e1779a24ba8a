using MeshFederation.Istio.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Identity;

/// <summary>How long certificates of workloads last, by what their proxies ask for.</summary>
public sealed class WorkloadLifetimeTests
{
    [Theory]
    [InlineData(null, 24, 24)]
    [InlineData(null, 1, 24)]
    [InlineData("1h", 24, 24)]
    [InlineData("1h", 1, 1)]
    [InlineData("72h", 24, 72)]
    [InlineData("0", 48, 48)]
    [InlineData("soon", 1, 24)]
    [InlineData("9999999h", 1, 24)]
    public void A_proxy_that_asks_for_nothing_asks_for_a_day_whatever_istiod_gives(string? asked, int given, int hours)
    {
        UnstructuredMap[] env = asked is null ? [] : [UnstructuredMap.Of(("name", "SECRET_TTL"), ("value", asked))];
        var pod = UnstructuredMap.Of(
            ("containers", UnstructuredList.Of(UnstructuredMap.Of(("name", "istio-proxy"), ("env", UnstructuredList.From(env))))));
        Assert.Equal(TimeSpan.FromHours(hours), WorkloadLifetime.Of(pod, TimeSpan.FromHours(given)));
    }
}
