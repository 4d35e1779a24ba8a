namespace MeshFederation.Model.Clusters;

/// <summary>A control plane of Istio: an istiod Deployment.</summary>
public sealed record MeshControlPlane(string Namespace, string Revision, IstioVersion? Version, int Ready)
{
    /// <summary>Its namespace.</summary>
    public string Namespace { get; internal init; } = Namespace;

    /// <summary>Its revision; <c>default</c> when it was installed without one.</summary>
    public string Revision { get; internal init; } = Revision;

    /// <summary>Its version; null when nothing tells it.</summary>
    public IstioVersion? Version { get; internal init; } = Version;

    /// <summary>How many of its pods are ready.</summary>
    public int Ready { get; internal init; } = Ready;

    /// <summary>The control plane as <c>istio-system/default 1.30.3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Namespace}/{Revision} {Version?.ToString() ?? "unknown"}";
}
