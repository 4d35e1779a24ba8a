using MeshFederation.Clusters.Publishing;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Clusters.Istiod;

/// <summary>An object as istiod names it. It has each in one version, which need not be that in which it was written.</summary>
internal readonly record struct HeldObject(string Group, string Kind, string Namespace, string Name)
{
    public static HeldObject Of(ObjectPlace place) => new(GroupOf(place.ApiVersion), place.Kind, place.Namespace, place.Name);

    public static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";

    /// <summary>Whether istiod tells that it has an object.</summary>
    public static bool IsTold(ObjectPlace place) => ObjectGroups.IsTold(GroupOf(place.ApiVersion));
}
