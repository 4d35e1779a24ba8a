using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.EnvoyFilter;

/// <summary>An EnvoyFilter that still rewrites the hosts which are about to go.</summary>
internal static class EnvoyFilterTransition
{
    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted)
    {
        var patches = BothLists.Of(old.List(EnvoyPatch.Field), wanted.List(EnvoyPatch.Field), CanonicalJson.Write);
        return patches is null ? null : wanted.With(EnvoyPatch.Field, patches);
    }
}
