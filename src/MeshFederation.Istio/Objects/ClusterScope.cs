using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// Which objects lie in no namespace: of kinds that are read their type says it, of the others this list of Kubernetes' own and of what
/// installs Istio (kubectl api-resources --namespaced=false).
/// </summary>
internal static class ClusterScope
{
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "/PersistentVolume", "admissionregistration.k8s.io/MutatingAdmissionPolicy",
        "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding", "admissionregistration.k8s.io/MutatingWebhookConfiguration",
        "admissionregistration.k8s.io/ValidatingAdmissionPolicy", "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
        "admissionregistration.k8s.io/ValidatingWebhookConfiguration", "apiextensions.k8s.io/CustomResourceDefinition",
        "apiregistration.k8s.io/APIService", "certificates.k8s.io/CertificateSigningRequest", "certificates.k8s.io/ClusterTrustBundle",
        "flowcontrol.apiserver.k8s.io/FlowSchema", "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration", IstioKind.GatewayClass,
        "networking.k8s.io/IngressClass", "networking.k8s.io/IPAddress", "networking.k8s.io/ServiceCIDR", "node.k8s.io/RuntimeClass",
        "policy/PodSecurityPolicy", "rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/ClusterRoleBinding",
        InstallerKinds.Sail.Key, InstallerKinds.SailGroup + "/IstioCNI", InstallerKinds.SailRevision.Key,
        InstallerKinds.SailGroup + "/IstioRevisionTag", InstallerKinds.SailGroup + "/ZTunnel", "scheduling.k8s.io/PriorityClass",
        "storage.k8s.io/CSIDriver", "storage.k8s.io/CSINode", "storage.k8s.io/StorageClass", "storage.k8s.io/VolumeAttachment",
    };

    /// <summary>Whether an object that calls itself so lies in no namespace.</summary>
    public static bool Has(string apiVersion, string kind) => ReadKind.Find(apiVersion, kind) is { } read
        ? !read.Type.Namespaced
        : Others.Contains(ObjectType.KeyOf(apiVersion, kind));
}
