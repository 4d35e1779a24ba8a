using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes the headers of a request: a hashtable, or the text <c>end-user=jason</c>.</summary>
public sealed class HeaderArgumentAttribute : MapArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => TraceInput.HeaderInvalid(ArgumentMap.Describe(item), why);
}
