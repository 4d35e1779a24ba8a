using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Endpoints;

/// <summary>An endpoint of a service for one of its ports: a pod, a WorkloadEntry, or what a ServiceEntry lists.</summary>
/// <param name="Address">The IP address or host name.</param>
/// <param name="Port">The port that is connected to.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Field">Where it is written, as <c>endpoints[0]</c>; empty when it is made of the host.</param>
public sealed record RoutedEndpoint(string Address, int Port, UnstructuredMap Labels, string Field)
{
    /// <summary>The network it says it is in, or empty.</summary>
    public string Network { get; init; } = "";

    /// <summary>
    /// The locality that it or its label says, as <c>region/zone</c>; empty where none does, as of most pods, which have their node's.
    /// </summary>
    public string Locality { get; init; } = "";

    /// <summary>Whether it speaks the mesh's TLS: the label <c>security.istio.io/tlsMode=istio</c>, or a service account.</summary>
    public bool SpeaksMeshTls { get; init; }

    /// <summary>The pod that it is; null where it is none.</summary>
    public RoutedPod? Pod { get; init; }

    /// <summary>Whether it is a machine whose health check has not passed.</summary>
    public bool IsUnhealthy { get; init; }

    /// <summary>How often it is called beside the others, whose weight is 1 where nothing is said.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The namespace of the object that it comes from.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The service account that it runs as; empty when that is not known.</summary>
    public string ServiceAccount { get; init; } = "";

    /// <summary>What a person knows it by: the pod, else the address.</summary>
    public string Reference => Pod?.Reference ?? ToString();

    /// <summary>The address and port.</summary>
    /// <returns>The text, as <c>172.18.0.230:15443</c>.</returns>
    public override string ToString() => SocketText.Of(Address, Port);
}
