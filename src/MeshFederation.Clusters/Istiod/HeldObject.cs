using MeshFederation.Clusters.Publishing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Istiod;

/// <summary>An object as istiod names it. It has each in one version, which need not be that in which it was written.</summary>
internal readonly record struct HeldObject(string Group, string Kind, string Namespace, string Name)
{
    public static HeldObject Of(ObjectPlace place) => new(ObjectType.GroupOf(place.ApiVersion), place.Kind, place.Namespace, place.Name);

    /// <summary>Whether istiod tells that it has an object.</summary>
    public static bool IsTold(ObjectPlace place) => ObjectGroups.IsTold(ObjectType.GroupOf(place.ApiVersion));
}
