using MeshFederation.Model.Collections;

namespace MeshFederation.Analysis.Checks;

/// <summary>What the istiod pods of a cluster told together. What they would not tell is null, and <see cref="WhyNot"/> says why.</summary>
public sealed record IstiodView
{
    /// <summary>The proxies that are connected to it, by <c>debug/syncz</c>.</summary>
    public IReadOnlyList<ProxySync>? Proxies { get; init; }

    /// <summary>The objects that it has taken, as <c>VirtualService/default/reviews</c>, by <c>debug/configz</c>.</summary>
    public IReadOnlySet<string>? Configs { get; init; }

    /// <summary>How many endpoints it knows by host, by <c>debug/endpointz</c>.</summary>
    public IReadOnlyDictionary<string, int>? Endpoints { get; init; }

    /// <summary>What it gives ztunnels of Services in other networks, by <c>debug/ambientz</c>; asked where it serves ztunnels.</summary>
    public ZtunnelView? Ztunnels { get; init; }

    /// <summary>Its metrics that tell of something refused, by name and labels.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Why something was not told, by its path; for those that were not.</summary>
    public ValueList<KeyValuePair<string, string>> WhyNot { get; init; } = [];

    /// <summary>Why a path was not told.</summary>
    /// <param name="path">The path, as <c>debug/syncz</c>.</param>
    /// <returns>The reason.</returns>
    public string Why(string path) => WhyNot.FirstOrDefault(entry => entry.Key == path).Value ?? "it was not asked";
}
