using MeshFederation.Clusters.Publishing;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Clusters.Istiod;

/// <summary>An object as istiod names it. It has each in one version, which need not be that in which it was written.</summary>
internal readonly record struct HeldObject(string Group, string Kind, string Namespace, string Name)
{
    public static HeldObject Of(ObjectPlace place) => new(GroupOf(place.ApiVersion), place.Kind, place.Namespace, place.Name);

    public static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";

    /// <summary>
    /// Whether istiod's <c>debug/configz</c> tells of objects of the kind: it does of Istio's own (istio pkg/config/schema/collections
    /// Pilot).
    /// </summary>
    public static bool IsTold(ObjectPlace place) => ObjectGroups.IsIstio(GroupOf(place.ApiVersion));
}
