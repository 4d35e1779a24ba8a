using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Publishing;

/// <summary>How undoing a write came out.</summary>
/// <param name="Problem">Why the object is not as it was, as a sentence; empty when it is.</param>
/// <param name="After">The object as undoing left it; null when it is gone, or was not touched.</param>
internal sealed record UndoResult(string Problem, ObjectState? After = null)
{
    public static readonly UndoResult Done = new("");

    public static UndoResult Put(UnstructuredMap content) => new("", ObjectState.Of(content));

    public bool IsDone => Problem.Length == 0;
}
