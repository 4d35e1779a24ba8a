namespace MeshFederation.Analysis.Checks;

/// <summary>Whether a proxy has taken what istiod sent it last, by istiod's <c>debug/syncz</c>.</summary>
/// <param name="Proxy">The proxy, as <c>reviews-v1-abc.default</c>.</param>
/// <param name="Stale">The kinds of configuration that it has not taken, as <c>listener</c>.</param>
/// <param name="LastError">What it last refused, and why; empty for nothing.</param>
public sealed record ProxySync(string Proxy, IReadOnlyList<string> Stale, string LastError);
