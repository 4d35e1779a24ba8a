using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes conditions on headers or query parameters: a hashtable, or the text <c>end-user=jason</c>.</summary>
/// <param name="part">What they are conditions on: <c>Header</c>, <c>Query</c>.</param>
public sealed class ConditionArgumentAttribute(string part) : MapArgumentAttribute
{
    /// <summary>What they are conditions on.</summary>
    public string Part { get; } = part;

    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => MatchErrors.OfPart(Part, ArgumentMap.Describe(item), why);
}
