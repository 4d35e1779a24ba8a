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
        && ObjectType.IsOfGroup(manifest.ApiVersion, group);

    /// <summary>What a kind is called in messages: its name, with the group where Istio has another kind of that name.</summary>
    public static string Title(string group, string kind) => group == GatewayApi ? $"{kind}.{group}" : kind;

    /// <summary>When the object was made, as a text that sorts by time; empty when that is not known.</summary>
    public static string Created(this MeshManifest manifest) => manifest.Metadata.Text("creationTimestamp") ?? "";

    /// <summary>Whether an object is one of Istio's, which istiod reads.</summary>
    public static bool IsIstio(MeshManifest manifest) => IsOfIstio(ObjectType.GroupPart(manifest.ApiVersion));

    /// <summary>Whether an API group is one of Istio's.</summary>
    public static bool IsIstio(string group) => IsOfIstio(group);

    /// <summary>
    /// Whether istiod's <c>debug/configz</c> tells of objects of a group: it does of Istio's own, and of no Service (istio
    /// pkg/config/schema/collections Pilot).
    /// </summary>
    public static bool IsTold(string group) => IsIstio(group);

    private static bool IsOfIstio(ReadOnlySpan<char> group) => group.EndsWith(".istio.io", StringComparison.Ordinal);
}
