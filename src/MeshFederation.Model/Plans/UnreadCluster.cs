namespace MeshFederation.Model.Plans;

/// <summary>A cluster that could not be read when a plan was made.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="ErrorId">The stable id of the error, one of <see cref="Errors.MeshErrorId"/>.</param>
/// <param name="Message">Why it could not be read.</param>
public sealed record UnreadCluster(string Cluster, string ErrorId, string Message)
{
    /// <summary>The cluster and why it could not be read.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Message}";
}
