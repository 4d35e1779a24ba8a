using System.Collections.Immutable;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Policies.LoadBalancer;

/// <summary>How endpoints of a host are chosen, and the order in which those of a host that has fallbacks are called.</summary>
internal sealed class LoadBalancerPolicy : DestinationPolicy
{
    public override string Field => "loadBalancer";

    public override string Kind => "loadBalancer";

    public override ImmutableArray<SaidField> Said => LoadBalancerFields.All;

    public override UnstructuredMap? Of(CalledHost host, MeshPort port)
    {
        var chosen = host.ChosenBalancer();
        if (chosen is null && host is not FallbackHost) return null;
        var field = UnstructuredMap.Of(
        [
            .. chosen is null ? [] : Fields(chosen, host.Client.IstioVersion),
            (MeshConfigWords.Localities, host is FallbackHost fallbacks ? Order(fallbacks) : null),
        ]);
        return field.Count == 0 ? null : field;
    }

    /// <summary>A gateway would see few addresses.</summary>
    public override MeshPolicy AtGateway(MeshPolicy policy) =>
        policy is MeshLoadBalancer { HashSourceIp: true } balancer ? balancer with { HashSourceIp = false } : policy;

    public override void Require(MeshService service, MeshPolicy policy, MeshDestinationScope scope)
    {
        if (policy is not MeshLoadBalancer { LocalOnly: true }) return;
        if (service.ClientCluster.Any(client => service.In(client.Name) is not null && scope.IsOf(client.Name))) return;
        throw DestinationPolicyErrors.WithoutLocalCallers(service, policy);
    }

    /// <summary>Regions are shared as they say.</summary>
    public override void Require(FallbackHost host)
    {
        if (host.Region.Count > 0 && host.ChosenBalancer() is { } balancer && (balancer.LocalOnly || balancer.IsHash))
            throw DestinationPolicyErrors.AcrossRegions(host.Service, balancer, host.Client);
    }

    public override MeshPolicy Recovered(MeshPolicy policy, bool isSeenRemote) =>
        isSeenRemote ? policy : (MeshLoadBalancer)policy with { LocalOnly = true };

    /// <summary>Said aloud, since the mesh may have turned localities off (istio meshConfig.localityLbSetting.enabled).</summary>
    private static UnstructuredMap Order(FallbackHost fallbacks) => UnstructuredMap.Of(
        (LocalitySettings.Enabled, true),
        (LocalitySettings.Shares, FallbackRegions.Shares(fallbacks)),
        (LocalitySettings.Next, FallbackRegions.Next(fallbacks)),
        (MeshConfigWords.LabelPriority, FallbackOrder.Labels(fallbacks) is { Count: > 0 } labels ? UnstructuredList.From(labels) : null));

    private static IEnumerable<(string Field, object? Value)> Fields(MeshLoadBalancer chosen, IstioVersion version)
    {
        yield return ("simple", chosen.Algorithm is { } algorithm ? Word(algorithm, version) : null);
        yield return ("consistentHash", chosen.IsHash ? Hash(chosen) : null);
        if (chosen.Warmup is not { } warmup) yield break;
        var duration = IstioDuration.Of(warmup);
        var isBlock = IstioBehavior.WarmsUpInSteps(version) || chosen.WarmupMinimumPercent is not null;
        yield return isBlock
            ? ("warmup", UnstructuredMap.Of(("duration", duration), ("minimumPercent", (long?)chosen.WarmupMinimumPercent)))
            : ("warmupDurationSecs", duration);
    }

    private static string Word(LoadBalancerAlgorithm algorithm, IstioVersion version) => algorithm switch
    {
        LoadBalancerAlgorithm.RoundRobin => LoadBalancerFields.RoundRobin,
        LoadBalancerAlgorithm.Random => LoadBalancerFields.Random,
        _ => IstioBehavior.NamesLeastRequest(version) ? "LEAST_REQUEST" : "LEAST_CONN",
    };

    /// <summary>A cookie without a lifetime is one of the session (istio networking/v1 HTTPCookie.ttl).</summary>
    private static UnstructuredMap Hash(MeshLoadBalancer chosen) => UnstructuredMap.Of(
        ("httpHeaderName", chosen.HashHeader),
        ("httpCookie", chosen.HashCookie is { } cookie
            ? UnstructuredMap.Of(
                ("name", cookie), ("path", chosen.CookiePath), ("ttl", chosen.CookieTtl is { } ttl ? IstioDuration.Of(ttl) : "0s"))
            : null),
        ("httpQueryParameterName", chosen.HashQueryParameter),
        ("useSourceIp", chosen.HashSourceIp ? true : null));
}
