using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>What is special about the clusters that a test starts.</summary>
public sealed record TestClusterOptions
{
    /// <summary>Whether they speak HTTP instead of HTTPS.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>The kinds that they serve.</summary>
    public IReadOnlyList<ServedKind> Kinds { get; init; } = ServedKinds.All;

    /// <summary>The namespaces that are there.</summary>
    public string[] Namespaces { get; init; } = ["default", "kube-system", "istio-system"];

    /// <summary>The version that <c>/version</c> tells.</summary>
    public string Version { get; init; } = "v1.36.4";

    /// <summary>The options without some kinds, as where their CRDs are not installed.</summary>
    public TestClusterOptions Without(params string[] plurals) =>
        this with { Kinds = [.. Kinds.Where(kind => !plurals.Contains(kind.Plural))] };
}
