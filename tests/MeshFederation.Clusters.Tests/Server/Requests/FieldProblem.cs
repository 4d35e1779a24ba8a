namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>One field that makes an object invalid, as the causes of a 422 name it.</summary>
/// <param name="Field">The field, as <c>spec.resolution</c>.</param>
/// <param name="Reason">The reason, as <c>FieldValueNotSupported</c>.</param>
/// <param name="Message">What is wrong, as <c>Unsupported value: "X": supported values: "A"</c>.</param>
public sealed record FieldProblem(string Field, string Reason, string Message)
{
    /// <summary>A field that must be there.</summary>
    public static FieldProblem Required(string field, string why = "") =>
        new(field, "FieldValueRequired", why.Length == 0 ? "Required value" : $"Required value: {why}");

    /// <summary>A value that cannot be.</summary>
    public static FieldProblem Invalid(string field, string value, string why) =>
        new(field, "FieldValueInvalid", $"Invalid value: {value}: {why}");

    /// <summary>A value that is none of those known.</summary>
    public static FieldProblem NotSupported(string field, string value, params string[] known) => new(
        field,
        "FieldValueNotSupported",
        $"Unsupported value: {value}: supported values: {string.Join(", ", known.Select(text => $"\"{text}\""))}");
}
