using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes conditions on headers or query parameters: a hashtable, or the text <c>end-user=jason</c>.</summary>
public sealed class ConditionArgumentAttribute : MapArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => MatchErrors.Invalid(ArgumentMap.Describe(item), why);
}
