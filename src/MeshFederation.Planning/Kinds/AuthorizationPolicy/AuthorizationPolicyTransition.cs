using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// An AuthorizationPolicy that still lets in whom it let in, as long as the old routes are used; nobody gets in who is not let in before or
/// after. What is to be kept out is kept out at once: putting that off would open what is guarded.
/// </summary>
internal static class AuthorizationPolicyTransition
{
    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted)
    {
        var guarded = Guarded.Of(wanted);
        if (guarded.Action != PolicyAction.Allow || !guarded.IsSameAs(Guarded.Of(old))) return null;
        var rules = BothLists.Of(old.List("rules"), wanted.List("rules"), CanonicalJson.Write);
        return rules is null ? null : wanted.With("rules", rules);
    }
}
