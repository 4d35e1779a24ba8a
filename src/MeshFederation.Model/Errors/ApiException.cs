using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Errors;

/// <summary>What an API server answered instead of doing what it was asked.</summary>
public sealed class ApiException : MeshException
{
    /// <summary>Makes an error of an answer.</summary>
    /// <param name="errorId">The stable id.</param>
    /// <param name="kind">The kind of mistake.</param>
    /// <param name="message">What is wrong; names the object, the context and the cause.</param>
    /// <param name="recommendedAction">What to do next.</param>
    /// <param name="target">What was asked for, as <c>VirtualService default/reviews</c>.</param>
    public ApiException(string errorId, MeshErrorKind kind, string message, string recommendedAction, object? target)
        : base(errorId, kind, message, recommendedAction, target)
    {
    }

    /// <summary>The context of the cluster that answered.</summary>
    public string Context { get; internal init; } = "";

    /// <summary>The HTTP status, as 409.</summary>
    public int Status { get; internal init; }

    /// <summary>The reason of the Status object, as <c>Conflict</c>; empty when the answer was none.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The message of the Status object as it came, for logs.</summary>
    public string Detail { get; internal init; } = "";

    /// <summary>The causes of the Status object: the invalid fields of a 422, the fields in conflict and their managers of a 409.</summary>
    public ValueList<ApiCause> Causes { get; internal init; } = [];

    /// <summary>How long the server asks to wait before the next try, when it says so.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>
    /// Whether what was asked for may have been done all the same, by an earlier try whose answer never came.
    /// </summary>
    internal bool MayBeDone { get; set; }
}
