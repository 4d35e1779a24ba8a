namespace MeshFederation.Model.Services;

/// <summary>The pods of one version of a service, as a cluster showed them.</summary>
/// <param name="Version">The version; one without labels for pods that have none.</param>
/// <param name="Ready">How many are ready.</param>
/// <param name="Total">How many there are.</param>
public sealed record MeshPodCount(MeshVersion Version, int Ready, int Total)
{
    /// <summary>The count as <c>v3 2/2</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Version} {Ready}/{Total}").TrimStart();
}
