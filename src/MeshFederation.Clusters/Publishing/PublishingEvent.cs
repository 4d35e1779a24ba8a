namespace MeshFederation.Clusters.Publishing;

/// <summary>Something that happens while a federation is published.</summary>
public abstract record PublishingEvent
{
    private protected PublishingEvent()
    {
    }
}
