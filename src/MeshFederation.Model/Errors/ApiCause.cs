namespace MeshFederation.Model.Errors;

/// <summary>One cause that an API server gave (apimachinery meta/v1 StatusCause).</summary>
public sealed record ApiCause(string Reason, string Field, string Message)
{
    /// <summary>The reason, as <c>FieldManagerConflict</c> or <c>FieldValueInvalid</c>.</summary>
    public string Reason { get; internal init; } = Reason;

    /// <summary>The field, as <c>.spec.hosts</c> or <c>spec.ports[0].number</c>; empty when the cause has none.</summary>
    public string Field { get; internal init; } = Field;

    /// <summary>The message.</summary>
    public string Message { get; internal init; } = Message;

    /// <summary>The reason of a field that another manager owns.</summary>
    public const string FieldManagerConflict = "FieldManagerConflict";

    /// <summary>
    /// The manager that owns the field, as <c>kubectl</c>; empty when the cause is no conflict. The server names it only in the message,
    /// <c>conflict with "kubectl" using networking.istio.io/v1</c> (apimachinery util/managedfields/internal/conflict.go).
    /// </summary>
    public string Manager => Reason == FieldManagerConflict && Message.Split('"') is [_, var manager, ..] ? manager : "";
}
