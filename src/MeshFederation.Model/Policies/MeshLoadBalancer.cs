namespace MeshFederation.Model.Policies;

/// <summary>How a caller's proxy chooses among endpoints (istio networking/v1 LoadBalancerSettings).</summary>
public sealed record MeshLoadBalancer : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "loadBalancer";

    /// <summary>By what rule; null for Istio's own, or where it hashes.</summary>
    public LoadBalancerAlgorithm? Algorithm { get; internal init; }

    /// <summary>The header by whose value requests go to one pod.</summary>
    public string? HashHeader { get; internal init; }

    /// <summary>The cookie by whose value requests go to one pod; who has none is given one.</summary>
    public string? HashCookie { get; internal init; }

    /// <summary>The path of that cookie.</summary>
    public string? CookiePath { get; internal init; }

    /// <summary>How long that cookie lasts; null for as long as the client's session.</summary>
    public TimeSpan? CookieTtl { get; internal init; }

    /// <summary>The query parameter by whose value requests go to one pod.</summary>
    public string? HashQueryParameter { get; internal init; }

    /// <summary>Whether connections go to one pod by the address of who calls.</summary>
    public bool HashSourceIp { get; internal init; }

    /// <summary>How long a pod that is new is given fewer requests.</summary>
    public TimeSpan? Warmup { get; internal init; }

    /// <summary>With how many of its requests, in percent, a new pod begins: 0 to 100.</summary>
    public int? WarmupMinimumPercent { get; internal init; }

    /// <summary>Whether it is for callers in the cluster of the pods alone.</summary>
    public bool LocalOnly { get; internal init; }

    /// <summary>Whether it chooses a certain pod for a request.</summary>
    public bool IsHash => HashHeader is not null || HashCookie is not null || HashQueryParameter is not null || HashSourceIp;

    /// <inheritdoc />
    public override string Value => PolicyText.Of(
        ("algorithm", Algorithm),
        ("hashHeader", HashHeader),
        ("hashCookie", HashCookie),
        ("cookiePath", CookiePath),
        ("cookieTtl", CookieTtl),
        ("hashQueryParameter", HashQueryParameter),
        ("hashSourceIp", HashSourceIp ? true : null),
        ("warmup", Warmup),
        ("warmupMinimumPercent", WarmupMinimumPercent),
        ("localOnly", LocalOnly ? true : null));
}
