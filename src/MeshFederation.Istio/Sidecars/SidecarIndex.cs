using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Sidecars;

/// <summary>
/// The Sidecars of a cluster, and which of them is for pods: one of their namespace that selects them, else that of their namespace without
/// a selector, else that of Istio's root namespace (istio pilot/pkg/model/push_context.go getSidecarScope).
/// </summary>
public sealed class SidecarIndex
{
    private readonly IReadOnlyList<MeshManifest> _sidecars;
    private readonly string _rootNamespace;

    internal SidecarIndex(IEnumerable<MeshManifest> sidecars, string rootNamespace) =>
        (_sidecars, _rootNamespace) = ([.. sidecars.Order(CreationOrder.OldestFirst)], rootNamespace);

    /// <summary>The Sidecar that is for pods.</summary>
    /// <param name="caller">The pods.</param>
    /// <returns>What it lets them see; null when none is for them, as for gateways, and they see everything.</returns>
    public SidecarScope? For(MeshCaller caller)
    {
        if (caller.IsGateway) return null;
        var own = _sidecars.Where(item => item.Namespace == caller.Namespace).ToList();
        var chosen = own.Find(item => SelectorOf(item) is { } selector && selector.Selects(caller.Labels))
            ?? own.Find(item => SelectorOf(item) is null)
                ?? _sidecars.FirstOrDefault(item => item.Namespace == _rootNamespace && SelectorOf(item) is null);
        return chosen is null ? null : new(chosen, caller.Namespace);
    }

    /// <summary>The labels of the pods that a Sidecar is for; null where it is for all of its namespace.</summary>
    internal static UnstructuredMap? SelectorOf(MeshManifest sidecar) =>
        sidecar.Spec.Map("workloadSelector")?.Map("labels") is { Count: > 0 } labels ? labels : null;
}
