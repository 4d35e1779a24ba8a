namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>Something in a cluster that is not ours and is in the way of an object of ours.</summary>
/// <param name="Cause">What is in the way, and what would happen; names the objects and their managers.</param>
/// <param name="Ways">The ways out, the first that is advised first.</param>
/// <param name="IsSafeToForce">Whether <c>-Force</c> goes on nevertheless, because nothing is lost by it.</param>
public sealed record Obstacle(string Cause, IReadOnlyList<string> Ways, bool IsSafeToForce = false)
{
    /// <summary>The cause, then the ways out, numbered, one a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Join('\n', [Cause, .. Ways.Select((way, i) => FormattableString.Invariant($"{i + 1}. {way}"))]);
}
