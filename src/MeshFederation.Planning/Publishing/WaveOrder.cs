using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing;

/// <summary>The order of publishing: the wave in which an object is made or grows, and the one in which it shrinks or goes.</summary>
internal static class WaveOrder
{
    private static readonly Dictionary<PublishingStep, (PublishingWave Grows, PublishingWave Shrinks)> Waves = new()
    {
        [PublishingStep.ServedSubsets] = (PublishingWave.Serving, PublishingWave.ServingTrimmed),
        [PublishingStep.EnvoyFilter] = (PublishingWave.Serving, PublishingWave.ServingTrimmed),
        [PublishingStep.Gateway] = (PublishingWave.Serving, PublishingWave.ServingTrimmed),
        [PublishingStep.ServiceEntry] = (PublishingWave.Clients, PublishingWave.ClientsTrimmed),
        [PublishingStep.RemoteSubsets] = (PublishingWave.Clients, PublishingWave.ClientsTrimmed),

        // The rule of a host that runs here may have been named by other clusters until now, so it shrinks as if it still were.
        [PublishingStep.LocalSubsets] = (PublishingWave.Clients, PublishingWave.ServingTrimmed),
        [PublishingStep.VirtualService] = (PublishingWave.Routes, PublishingWave.RoutesRemoved),
    };

    /// <summary>When content is written that serves the old routes and the new.</summary>
    public static PublishingWave Grows(MeshChange change, UnstructuredMap content, PlannedChanges plan)
    {
        var wave = Waves[change.Step].Grows;
        if (change.Kind == "ServiceEntry" && plan.Moved.Before(change).Any()) return PublishingWave.HostsPlaced;
        if (wave != PublishingWave.Clients || plan.Before(change).All(old => Additions.AreAll(change.Kind, old, content))) return wave;
        return change.Kind == "DestinationRule" && Subject.Of(change.Kind, content).Any(host => plan.LeadsElsewhere(change.Cluster, host)) ? PublishingWave.RulesChanged : PublishingWave.ClientsChanged;
    }

    /// <summary>When what is no longer wanted of an object goes.</summary>
    public static PublishingWave Shrinks(PublishingStep step) => Waves[step].Shrinks;

    /// <summary>When an object goes.</summary>
    public static PublishingWave Goes(MeshChange change, PlannedChanges plan) => change.Kind switch
    {
        "ServiceEntry" when plan.Moved.IsMoved(change) => PublishingWave.HostsMoved,
        "DestinationRule" when plan.Moved.IsMoved(change) => PublishingWave.RulesMoved,

        // Of two Gateways with the same hosts on one workload Envoy refuses the listener and keeps what it has, until one of them goes.
        "Gateway" when plan.Moved.IsMoved(change) => PublishingWave.ServingMoved,
        _ => Waves[change.Step].Shrinks,
    };
}
