namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>Waits for nobody, as where no time is given for it.</summary>
internal sealed class NoSettling : ISettling
{
    public static readonly NoSettling Instance = new();

    private NoSettling()
    {
    }

    public Task SettleAsync(IReadOnlyCollection<WrittenObject> written, CancellationToken ct) => Task.CompletedTask;
}
