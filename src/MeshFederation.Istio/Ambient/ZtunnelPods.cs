using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which pods are ztunnels (istio manifests/charts/ztunnel/templates/daemonset.yaml).</summary>
internal static class ZtunnelPods
{
    /// <summary>The variable of their containers that tells them the network of their cluster.</summary>
    public const string NetworkVariable = "NETWORK";

    private const string App = "ztunnel";

    /// <summary>Whether a pod, or those of a template, are ztunnels, by the label that their chart gives them.</summary>
    public static bool Are(UnstructuredMap pod) => pod.Map("metadata")?.Map("labels")?.Text(ControlPlaneNames.AppLabel) == App;
}
