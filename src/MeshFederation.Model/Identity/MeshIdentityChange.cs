using MeshFederation.Model.Text;

namespace MeshFederation.Model.Identity;

/// <summary>What became of a cluster, or would, in one step of exchanging authorities. No key is in it.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Step">The step.</param>
/// <param name="Action">What was done.</param>
/// <param name="Detail">To what, in words.</param>
public sealed record MeshIdentityChange(string Cluster, IdentityStep Step, IdentityAction Action, string Detail)
{
    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The step.</summary>
    public IdentityStep Step { get; internal init; } = Step;

    /// <summary>What was done, or would be.</summary>
    public IdentityAction Action { get; internal init; } = Action;

    /// <summary>To what, in words.</summary>
    public string Detail { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Detail);

    /// <summary>What to do before the next step can be made; empty where nothing is.</summary>
    public string Recommendation { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The cluster, the step and the action.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Step}, {Action}";
}
