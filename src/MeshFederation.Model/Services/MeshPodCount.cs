namespace MeshFederation.Model.Services;

/// <summary>The pods of one version of a service, as a cluster showed them.</summary>
public sealed record MeshPodCount(MeshVersion Version, int Ready, int Total)
{
    /// <summary>The version; one without labels for pods that have none.</summary>
    public MeshVersion Version { get; internal init; } = Version;

    /// <summary>How many are ready.</summary>
    public int Ready { get; internal init; } = Ready;

    /// <summary>How many there are.</summary>
    public int Total { get; internal init; } = Total;

    /// <summary>The count as <c>v3 2/2</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Version} {Ready}/{Total}").TrimStart();
}
