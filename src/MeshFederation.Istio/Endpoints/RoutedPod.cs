using System.Collections.ObjectModel;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>A pod, or what stands for pods: the template of a Deployment, or a version that was declared.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Reference">The object, as <c>Pod/default/reviews-v3-1</c> or <c>Deployment/default/reviews-v3</c>.</param>
/// <param name="Labels">The labels.</param>
public sealed record RoutedPod(string Namespace, string Reference, UnstructuredMap Labels)
{
    /// <summary>Whether it takes requests; null when that is not known.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Whether a sidecar is in it, so that it speaks the mesh's TLS; null when that is not known.</summary>
    public bool? HasSidecar { get; init; }

    /// <summary>What its annotations keep from its sidecar; null where they keep nothing.</summary>
    public SidecarCapture? Capture { get; init; }

    /// <summary>Its IP address; null when that is not known, as of what only stands for pods.</summary>
    public string? Address { get; init; }

    /// <summary>The ports that its containers name, by name.</summary>
    public IReadOnlyDictionary<string, int> NamedPorts { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>The service account it runs as; null when that is not known.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Its network, by the label <c>topology.istio.io/network</c>; empty when it has none of its own.</summary>
    public string Network => Labels.Text(IstiodLabels.Network) ?? "";
}
