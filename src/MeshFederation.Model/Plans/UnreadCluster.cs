using MeshFederation.Model.Text;

namespace MeshFederation.Model.Plans;

/// <summary>A cluster that could not be read when a plan was made.</summary>
public sealed record UnreadCluster(string Cluster, string ErrorId, string Message)
{
    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The stable id of the error, one of <see cref="Errors.MeshErrorId"/>.</summary>
    public string ErrorId { get; internal init; } = ErrorId;

    /// <summary>Why it could not be read.</summary>
    public string Message { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Message);

    /// <summary>The cluster and why it could not be read.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Message}";
}
