using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// What Istio's charts call the objects of a control plane (istio manifests/charts/istio-control/istio-discovery/templates), and how
/// proxies are called in pods.
/// </summary>
internal static class ControlPlaneNames
{
    /// <summary>istiod's Service, service account and label of its pods; the Service of a revision has the revision behind it.</summary>
    public const string Istiod = "istiod";

    /// <summary>The ConfigMap with the mesh's roots, which istiod writes into every namespace.</summary>
    public const string Roots = "istio-ca-root-cert";

    /// <summary>The key of the roots there, in the Secret cacerts and of its file.</summary>
    public const string RootsKey = "root-cert.pem";

    /// <summary>The key of the certificate with which istiod signs, in the Secret cacerts and of its file.</summary>
    public const string AuthorityKey = "ca-cert.pem";

    /// <summary>The key of the certificates from that one up to the roots.</summary>
    public const string ChainKey = "cert-chain.pem";

    /// <summary>The key of the private key with which istiod signs.</summary>
    public const string SigningKey = "ca-key.pem";

    /// <summary>The ConfigMap with the mesh configuration; one of a revision has the revision behind it.</summary>
    public const string Mesh = "istio";

    /// <summary>The key of the mesh configuration there.</summary>
    public const string MeshKey = "mesh";

    /// <summary>
    /// The ConfigMap with the lists of revoked certificates, which istiod writes into every namespace and proxies mount, since 1.27
    /// (istio pilot/pkg/features/experimental.go PILOT_CRL_CONFIGMAP).
    /// </summary>
    public const string Revocations = "istio-ca-crl";

    /// <summary>The ConfigMap with what istiod injects; one of a revision has the revision behind it.</summary>
    public const string Injector = "istio-sidecar-injector";

    /// <summary>The key there of the values that Istio was installed with.</summary>
    public const string ValuesKey = "values";

    /// <summary>The container that a sidecar or gateway is.</summary>
    public const string Proxy = "istio-proxy";

    /// <summary>The container that istiod is.</summary>
    public const string Discovery = "discovery";

    /// <summary>
    /// istiod's port of metrics, of its version and of debug end points (istio pilot/cmd/pilot-discovery/app/cmd.go, monitoringAddr).
    /// </summary>
    public const int MonitoringPort = 15014;

    /// <summary>The label by which the charts call what runs in pods.</summary>
    public const string AppLabel = "app";

    private static readonly (string Key, string Value)[] Labels = [(AppLabel, Istiod), (MeshGateway.UsualLabel, "pilot")];

    /// <summary>The label selector of istiod's pods.</summary>
    public static string Pods => Selectors[0];

    /// <summary>
    /// The label selectors of control planes: of istiod, and of pilot, as it was called until Istio 1.4; <c>app=pilot</c> alone may be
    /// anybody's.
    /// </summary>
    public static IReadOnlyList<string> Selectors { get; } = [.. Labels.Select(label => $"{label.Key}={label.Value}")];

    /// <summary>Whether a Deployment is one of a control plane.</summary>
    public static bool Has(MeshManifest deployment) =>
        deployment.Metadata.Map("labels") is { } labels && Array.Exists(Labels, label => labels.Text(label.Key) == label.Value);

    /// <summary>Whether a pod is one of istiod's: what <see cref="Pods"/> selects.</summary>
    public static bool IsPod(UnstructuredMap pod) => pod.Map("metadata")?.Map("labels")?.Text(Labels[0].Key) == Labels[0].Value;
}
