using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing.Transitions;

/// <summary>
/// What an object holds while some routes are still the old ones and some already the new: all that is wanted, and what is about to go.
/// </summary>
internal static class Transition
{
    /// <summary>The object for the time between; null when the wanted one serves the old routes too.</summary>
    /// <param name="change">The change of the object.</param>
    /// <param name="old">What did its work before, the object itself or the one whose place it takes.</param>
    /// <param name="wanted">The object that is wanted.</param>
    /// <param name="ports">The ports that go.</param>
    public static UnstructuredMap? Of(MeshChange change, UnstructuredMap old, UnstructuredMap wanted, CalledPorts ports)
    {
        if (old.Map("spec") is not { } before || wanted.Map("spec") is not { } @new) return null;
        var kind = ObjectKinds.Of(change);
        var spec = kind.Between(before, @new, host => ports.Going(change.Cluster, host));
        if (kind.StaysSeen) spec = ExportTransition.Widen(old, wanted, spec ?? @new);
        return spec is null || ReferenceEquals(spec, @new) ? null : wanted.With("spec", spec);
    }
}
