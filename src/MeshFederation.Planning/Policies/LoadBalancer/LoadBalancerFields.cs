using System.Collections.Immutable;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.LoadBalancer;

/// <summary>Which parameters say which fields of a load balancer.</summary>
internal static class LoadBalancerFields
{
    public const string RoundRobin = "ROUND_ROBIN";
    public const string Random = "RANDOM";

    public static readonly ImmutableArray<SaidField> All =
    [
        new("simple", nameof(MeshLoadBalancer.Algorithm)) { Read = Algorithm },
        new("consistentHash.httpHeaderName", nameof(MeshLoadBalancer.HashHeader)),
        new("consistentHash.httpCookie.name", nameof(MeshLoadBalancer.HashCookie)),
        new("consistentHash.httpCookie.path", nameof(MeshLoadBalancer.CookiePath)),
        new("consistentHash.httpCookie.ttl", nameof(MeshLoadBalancer.CookieTtl)) { Read = value => value is "0s" ? null : value },
        new("consistentHash.httpQueryParameterName", nameof(MeshLoadBalancer.HashQueryParameter)),
        new("consistentHash.useSourceIp", nameof(MeshLoadBalancer.HashSourceIp)),
        new("warmup.duration", nameof(MeshLoadBalancer.Warmup)),
        new("warmup.minimumPercent", nameof(MeshLoadBalancer.WarmupMinimumPercent)),
        new("warmupDurationSecs", nameof(MeshLoadBalancer.Warmup)),
    ];

    private static string Algorithm(object? word) => word switch
    {
        RoundRobin => nameof(LoadBalancerAlgorithm.RoundRobin),
        Random => nameof(LoadBalancerAlgorithm.Random),
        _ => nameof(LoadBalancerAlgorithm.LeastRequest),
    };
}
