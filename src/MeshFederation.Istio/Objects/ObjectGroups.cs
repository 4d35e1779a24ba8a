using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>Tells kinds of one name apart by their API group: Knative has a Service, and the Gateway API has a Gateway.</summary>
internal static class ObjectGroups
{
    public const string Istio = "networking.istio.io";
    public const string Security = "security.istio.io";
    public const string GatewayApi = "gateway.networking.k8s.io";
    public const string Apps = "apps";

    public static bool Is(this MeshManifest manifest, string group, string kind) =>
        string.Equals(manifest.Kind, kind, StringComparison.Ordinal)
        && string.Equals(Group(manifest.ApiVersion), group, StringComparison.Ordinal);

    /// <summary>When the object was made, as a text that sorts by time; empty when that is not known.</summary>
    public static string Created(this MeshManifest manifest) => manifest.Metadata.Text("creationTimestamp") ?? "";

    /// <summary>Whether an object is one of Istio's, which istiod reads.</summary>
    public static bool IsIstio(MeshManifest manifest) => IsIstio(Group(manifest.ApiVersion));

    /// <summary>Whether an API group is one of Istio's.</summary>
    public static bool IsIstio(string group) => group.EndsWith(".istio.io", StringComparison.Ordinal);

    /// <summary>
    /// Whether istiod's <c>debug/configz</c> tells of objects of a group: it does of Istio's own, and of no Service (istio
    /// pkg/config/schema/collections Pilot).
    /// </summary>
    public static bool IsTold(string group) => IsIstio(group);

    /// <summary>The API group of an object, empty for Kubernetes' own.</summary>
    public static string GroupOf(MeshManifest manifest) => Group(manifest.ApiVersion);

    private static string Group(string apiVersion)
    {
        if (apiVersion.IndexOf('/') is var slash && slash < 0) return "";
        var group = apiVersion.AsSpan(0, slash);
        return group.SequenceEqual(Istio) ? Istio : group.SequenceEqual(Security) ? Security : group.ToString();
    }
}
