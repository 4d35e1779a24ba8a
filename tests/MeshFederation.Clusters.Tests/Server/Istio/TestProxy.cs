namespace MeshFederation.Clusters.Tests.Server.Istio;

/// <summary>A proxy that is connected to an istiod of a test.</summary>
/// <param name="name">Its name, as <c>reviews-v1-abc.default</c>.</param>
public sealed class TestProxy(string name)
{
    private static readonly string[] All = ["cluster", "listener", "route", "endpoint"];

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>How long after a push it acknowledges.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it never answers.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Why it refuses what it is sent; empty while it does not.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>Whether pushes concern it, so that it is sent something.</summary>
    public bool IsConcerned { get; set; } = true;

    /// <summary>The kinds of configuration that it is sent; the others are never sent.</summary>
    public IReadOnlyList<string> Kinds { get; set; } = All;

    /// <summary>Whether its kinds are told by their types alone, as those of ztunnels are.</summary>
    public bool IsZtunnel { get; set; }

    /// <summary>The nonces under which it was sent something.</summary>
    internal Dictionary<string, string> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>The nonces that it has acknowledged.</summary>
    internal Dictionary<string, string> Acked { get; } = new(StringComparer.Ordinal);

    private (string Version, DateTimeOffset At)? Next { get; set; }

    private DateTimeOffset SentAt { get; set; }

    /// <summary>A push is on its way to it.</summary>
    internal void Queue(string version, DateTimeOffset at)
    {
        if (IsConcerned) Next = (version, at);
    }

    /// <summary>Takes and answers what was due until now.</summary>
    internal void Move(DateTimeOffset now)
    {
        if (Next is { } next && now >= next.At)
        {
            (SentAt, Next) = (next.At, null);
            foreach (var kind in Kinds) Sent[kind] = next.Version + Guid.NewGuid();
        }

        if (IsSilent || Refusal.Length > 0 || (SentAt > DateTimeOffset.MinValue && now < SentAt + Delay)) return;
        foreach (var kind in Kinds) Acked[kind] = Sent.GetValueOrDefault(kind, "");
    }
}
