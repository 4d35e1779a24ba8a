using MeshFederation.Istio.Ports;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.LoadBalancer;

/// <summary>Load balancers of destinations.</summary>
internal sealed class LoadBalancerKind : PolicyKind<MeshLoadBalancer>
{
    private static readonly string[] Hashes =
    [
        nameof(MeshLoadBalancer.HashHeader),
        nameof(MeshLoadBalancer.HashCookie),
        nameof(MeshLoadBalancer.HashQueryParameter),
        nameof(MeshLoadBalancer.HashSourceIp),
    ];

    public override string Kind => "loadBalancer";

    public override string Cmdlet => "Set-MeshLoadBalancer";

    public override string Form => "Set-MeshLoadBalancer RoundRobin; or -HashHeader x-user -LocalOnly";

    public override IReadOnlyList<string> Parameters { get; } =
    [
        nameof(MeshLoadBalancer.Algorithm),
        .. Hashes,
        nameof(MeshLoadBalancer.CookiePath),
        nameof(MeshLoadBalancer.CookieTtl),
        nameof(MeshLoadBalancer.Warmup),
        nameof(MeshLoadBalancer.WarmupMinimumPercent),
        nameof(MeshLoadBalancer.LocalOnly),
    ];

    public override PolicyScopes Scopes => PolicyScopes.Destinations;

    /// <summary>Requires pods to choose from, and requests where it goes by what these say.</summary>
    internal override void Check(MeshService service, MeshPolicy policy)
    {
        var balancer = (MeshLoadBalancer)policy;
        RemoteAffinity.Refuse(service, balancer);
        var byRequest = balancer.IsHash && !balancer.HashSourceIp;
        if (byRequest && !service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http)))
            throw PolicyErrors.WithoutRequests(service, policy);
    }

    protected override MeshLoadBalancer Of(PolicyArguments values)
    {
        var balancer = new MeshLoadBalancer
        {
            Algorithm = Algorithm(values),
            HashHeader = values.Text(nameof(MeshLoadBalancer.HashHeader)),
            HashCookie = values.Text(nameof(MeshLoadBalancer.HashCookie)),
            HashQueryParameter = values.Text(nameof(MeshLoadBalancer.HashQueryParameter)),
            HashSourceIp = values.Flag(nameof(MeshLoadBalancer.HashSourceIp)) is true,
            CookiePath = values.Text(nameof(MeshLoadBalancer.CookiePath)),
            CookieTtl = values.Duration(nameof(MeshLoadBalancer.CookieTtl)),
            Warmup = values.Duration(nameof(MeshLoadBalancer.Warmup)),
            WarmupMinimumPercent = values.Number(nameof(MeshLoadBalancer.WarmupMinimumPercent), 0, 100),
            LocalOnly = values.Flag(nameof(MeshLoadBalancer.LocalOnly)) is true,
        };
        if (WhyNot(balancer) is { } why) throw values.Invalid(why);
        return balancer;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshLoadBalancer policy) =>
    [
        (nameof(policy.Algorithm), policy.Algorithm?.ToString()),
        (nameof(policy.HashHeader), policy.HashHeader),
        (nameof(policy.HashCookie), policy.HashCookie),
        (nameof(policy.HashQueryParameter), policy.HashQueryParameter),
        (nameof(policy.HashSourceIp), policy.HashSourceIp ? true : null),
        (nameof(policy.CookiePath), policy.CookiePath),
        (nameof(policy.CookieTtl), policy.CookieTtl is { } ttl ? DurationText.Of(ttl) : null),
        (nameof(policy.Warmup), policy.Warmup is { } warmup ? DurationText.Of(warmup) : null),
        (nameof(policy.WarmupMinimumPercent), (long?)policy.WarmupMinimumPercent),
        (nameof(policy.LocalOnly), policy.LocalOnly ? true : null),
    ];

    /// <summary>What istiod refuses or would not heed (istio pkg/config/validation/validation.go validateLoadBalancer).</summary>
    private static string? WhyNot(MeshLoadBalancer balancer)
    {
        bool[] hashes =
        [
            balancer.HashHeader is not null,
            balancer.HashCookie is not null,
            balancer.HashQueryParameter is not null,
            balancer.HashSourceIp,
        ];
        var number = hashes.Count(isSaid => isSaid);
        if (number > 1) return $"it hashes by more than one of {string.Join(", ", Hashes)}";
        if (number == 1 && balancer.Algorithm is not null) return "what hashes has no other algorithm";
        if (number == 1 && balancer.Warmup is not null) return "what hashes does not warm up";
        if (balancer.HashCookie is null && (balancer.CookiePath is not null || balancer.CookieTtl is not null))
            return "there is no cookie to which CookiePath or CookieTtl belongs";
        if (balancer.WarmupMinimumPercent is not null && balancer.Warmup is null) return "it does not say how long the warm-up lasts";
        if (balancer.Warmup is not null && balancer.Algorithm is LoadBalancerAlgorithm.Random)
            return "only RoundRobin and LeastRequest warm up";
        return number == 0 && balancer.Algorithm is null && balancer.Warmup is null ? "it does not say how to choose" : null;
    }

    private static LoadBalancerAlgorithm? Algorithm(PolicyArguments values)
    {
        const string Name = nameof(MeshLoadBalancer.Algorithm);
        if (values.Text(Name) is not { } text) return null;
        var word = text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var known = Enum.GetNames<LoadBalancerAlgorithm>();
        return Array.Find(known, name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<LoadBalancerAlgorithm>(name)
            : throw values.Invalid(Name, text, $"it is none of {string.Join(", ", known)}");
    }
}
