namespace MeshFederation.Clusters.Publishing;

/// <summary>How the writes of a publish are made.</summary>
/// <param name="ThrottleLimit">How many requests a cluster gets at once.</param>
/// <param name="NoRollback">Whether what was changed stays when something fails.</param>
/// <param name="Grace">How long requests that are under way may take after a stop.</param>
internal sealed record RunOptions(int ThrottleLimit, bool NoRollback, TimeSpan Grace)
{
    public static readonly TimeSpan UsualGrace = TimeSpan.FromSeconds(5);
}
