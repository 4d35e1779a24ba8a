using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Identity;

/// <summary>What the mesh configuration of a cluster lacks, or has too much, as a patch of what it is made of.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Installation">How Istio was installed there.</param>
/// <param name="Target">What is patched.</param>
public sealed record MeshTrustPatch(string Cluster, IstioInstallation Installation, string Target)
{
    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>How Istio was installed there.</summary>
    public IstioInstallation Installation { get; internal init; } = Installation;

    /// <summary>What is patched, as <c>ConfigMap istio-system/istio</c> or <c>Helm release istio-system/istiod</c>.</summary>
    public string Target { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Target);

    /// <summary>The trust domains that the cluster accepts only with it, or no more.</summary>
    public ValueList<string> TrustDomain { get; internal init; } = [];

    /// <summary>Whether they become aliases of its own, so that policies for its own principals let in theirs too.</summary>
    public bool IsAlias { get; internal init; }

    /// <summary>Whether the trust domains are accepted no more.</summary>
    public bool IsRemoval { get; internal init; }

    /// <summary>The patch, as YAML: values for Helm, else an object or what <c>kubectl patch --type merge</c> takes.</summary>
    public string Patch { get; internal init; } = "";

    /// <summary>Whether it was written to the cluster.</summary>
    public bool IsApplied { get; internal init; }

    /// <summary>What to do with it; where it was written, what keeps it; empty where nothing is left to do.</summary>
    public string Recommendation { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The cluster and the trust domains.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {string.Join(", ", TrustDomain)}";
}
