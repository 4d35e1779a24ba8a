using MeshFederation.Planning.Publishing;

namespace MeshFederation.Commands.Publishing;

/// <summary>Says what a wave does.</summary>
internal static class WaveText
{
    public static string Of(PublishingWave wave) => wave switch
    {
        PublishingWave.Serving => "Serving clusters: subsets, filters, gateways",
        PublishingWave.Clients => "Client clusters: hosts and subsets of other clusters",
        PublishingWave.Routes => "VirtualServices",
        PublishingWave.RoutesRemoved => "VirtualServices that go",
        PublishingWave.ClientsTrimmed => "Client clusters: what nothing calls any more",
        _ => "Serving clusters: what nobody calls any more",
    };
}
