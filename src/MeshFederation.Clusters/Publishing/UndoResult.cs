namespace MeshFederation.Clusters.Publishing;

/// <summary>How undoing a write came out.</summary>
/// <param name="Problem">Why the object is not as it was, as a sentence; empty when it is.</param>
internal sealed record UndoResult(string Problem)
{
    public static readonly UndoResult Done = new("");

    public bool IsDone => Problem.Length == 0;
}
