using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing.Transitions;

/// <summary>What an object holds while some routes are still the old ones and some already the new: all that is wanted, and what is about to go.</summary>
internal static class Transition
{
    /// <summary>The object for the time between; null when the wanted one serves the old routes too.</summary>
    public static UnstructuredMap? Of(MeshChange change, UnstructuredMap live, UnstructuredMap wanted, CalledPorts ports)
    {
        if (live.Map("spec") is not { } old || wanted.Map("spec") is not { } @new) return null;
        var spec = change.Kind switch
        {
            "DestinationRule" => DestinationRuleTransition.Of(old, @new, ports.Going(change.Cluster, @new.Text("host") ?? "")),
            "ServiceEntry" => ServiceEntryTransition.Of(old, @new),
            "Gateway" => GatewayTransition.Of(old, @new),
            "EnvoyFilter" => EnvoyFilterTransition.Of(old, @new),
            _ => null,
        };
        return spec is null ? null : wanted.With("spec", spec);
    }
}
