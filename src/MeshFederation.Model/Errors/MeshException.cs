using MeshFederation.Model.Text;

namespace MeshFederation.Model.Errors;

/// <summary>A mistake that a person can mend: what is wrong, with what, and what to do next.</summary>
public class MeshException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="errorId">The stable id, one of <see cref="MeshErrorId"/>.</param>
    /// <param name="kind">The kind of mistake.</param>
    /// <param name="message">What is wrong; names the object, the cluster and the cause.</param>
    /// <param name="recommendedAction">What to do next.</param>
    /// <param name="target">The offending input.</param>
    /// <param name="innerException">The cause, when another error was it.</param>
    public MeshException(
        string errorId,
        MeshErrorKind kind,
        string message,
        string recommendedAction,
        object? target = null,
        Exception? innerException = null)
        : base(ShownText.Of(message), innerException) =>
        (ErrorId, Kind, RecommendedAction, Target) = (errorId, kind, ShownText.Of(recommendedAction), target);

    /// <summary>The stable id, as <c>MeshPortInvalid</c>; the page about_MeshErrors lists all.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of mistake.</summary>
    public MeshErrorKind Kind { get; }

    /// <summary>What to do next.</summary>
    public string RecommendedAction { get; }

    /// <summary>The offending input.</summary>
    public object? Target { get; }
}
