using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing;

/// <summary>The order of publishing as data: for each step, the wave in which an object is made or grows, and the one in which it shrinks or goes.</summary>
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

    public static PublishingWave Grows(PublishingStep step) => Waves[step].Grows;

    public static PublishingWave Shrinks(PublishingStep step) => Waves[step].Shrinks;
}
