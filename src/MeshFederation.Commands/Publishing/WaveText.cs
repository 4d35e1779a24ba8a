using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Commands.Publishing;

/// <summary>Says what a wave does, and in which stage.</summary>
internal static class WaveText
{
    public static string Of(PublishingWave wave) => $"{Stage(PublishingStages.Of(wave))}: {What(wave)}";

    private static string Stage(PublishingStage stage) => stage switch
    {
        PublishingStage.Add => "Adding",
        PublishingStage.Move => "Moving",
        PublishingStage.Routes => "Routing",
        _ => "Removing",
    };

    private static string What(PublishingWave wave) => wave switch
    {
        PublishingWave.Guarding => "whom serving clusters let in",
        PublishingWave.Serving => "subsets, filters and gateways of serving clusters",
        PublishingWave.ServingMoved => "gateways of serving clusters that stand elsewhere now",
        PublishingWave.Clients => "hosts and subsets of other clusters in client clusters",
        PublishingWave.ClientsChanged => "hosts and subsets that are called already",
        PublishingWave.RulesChanged => "subsets of hosts that have another gateway",
        PublishingWave.HostsPlaced => "ServiceEntries beside those whose place they take",
        PublishingWave.HostsMoved => "ServiceEntries that stand elsewhere now",
        PublishingWave.RulesMoved => "DestinationRules that stand elsewhere now",
        PublishingWave.Routes => "VirtualServices",
        PublishingWave.RoutesRemoved => "VirtualServices that go",
        PublishingWave.ClientsTrimmed => "what nothing calls any more in client clusters",
        PublishingWave.Unguarding => "whom serving clusters need not let in any more",
        _ => "what nobody calls any more in serving clusters",
    };
}
