using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Tests.Routing;

/// <summary>The few versions that stand for all others have every way there is, so that nothing else need be asked.</summary>
public sealed class StandingVersionTests
{
    [Fact]
    public void Of_the_endpoints_that_gateways_call() => StandForAll(IstioBehavior.OtherGatewayEndpoints, static version => (
        IstioBehavior.GatewaysFilterDnsEndpoints(version),
        IstioBehavior.SubsetsInheritTlsAtGateways(version)));

    [Fact]
    public void Of_how_DestinationRules_are_merged() => StandForAll(IstioBehavior.OlderRuleMerging, static version => (
        IstioBehavior.KeepsRulesOfOtherExportApart(version),
        IstioBehavior.TakesRulesOfChosenProxiesFirst(version)));

    [Fact]
    public void Of_the_order_of_endpoints() => StandForAll(IstioBehavior.OtherEndpointOrders, static version => (
        IstioBehavior.OrdersDnsEndpointsByLabels(version),
        IstioBehavior.BalancesByZones(version)));

    [Fact]
    public void Of_what_selectors_hold_for() =>
        StandForAll(IstioBehavior.OlderSelectors, IstioBehavior.SelectorsCoverIstioObjects);

    [Fact]
    public void Of_whom_defaults_show_services() =>
        StandForAll(IstioBehavior.OlderDefaultExports, IstioBehavior.DefaultExportToNamesNamespaces);

    private static void StandForAll<T>(IReadOnlyList<IstioVersion> standing, Func<IstioVersion, T> ways)
    {
        var known = standing.Append(IstioVersion.Current).Select(ways).ToHashSet();
        Assert.Equal(standing.Count + 1, known.Count);
        Assert.All(PossibleVersions.All, version => Assert.Contains(ways(version), known));
    }
}
