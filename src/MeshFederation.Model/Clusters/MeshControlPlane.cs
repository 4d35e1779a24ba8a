namespace MeshFederation.Model.Clusters;

/// <summary>A control plane of Istio: an istiod Deployment.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Revision">Its revision; <c>default</c> when it was installed without one.</param>
/// <param name="Version">Its version; null when nothing tells it.</param>
/// <param name="Ready">How many of its pods are ready.</param>
public sealed record MeshControlPlane(string Namespace, string Revision, IstioVersion? Version, int Ready)
{
    /// <summary>The control plane as <c>istio-system/default 1.30.3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Namespace}/{Revision} {Version?.ToString() ?? "unknown"}";
}
