using System.Collections;
using System.Management.Automation;
using System.Reflection;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// An argument that is given and empty, as a variable that nothing was put into. Left out, a parameter means its default, which is
/// often all of something; given and empty, it must not: what was wanted for some would befall all, and what protects would be left
/// out. Objects whose properties are bound may have none of it, as rows of a table: that is the default.
/// </summary>
internal static class EmptyArgument
{
    /// <summary>Looks at what was written behind a cmdlet, so before the pipeline gives its objects.</summary>
    /// <exception cref="MeshException">An argument is empty.</exception>
    public static void Refuse(PSCmdlet cmdlet)
    {
        foreach (var (name, value) in cmdlet.MyInvocation.BoundParameters)
        {
            if (IsEmpty(value) && !FaultedArgument.IsFaulted(value) && cmdlet.GetType().GetProperty(name) is { } parameter
                && !MayBeEmpty(parameter, value))
            {
                throw Empty(name, parameter.GetCustomAttributes<ParameterAttribute>().All(set => set.Mandatory));
            }
        }
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ICollection items => items.Count == 0,
        _ => false,
    };

    private static bool MayBeEmpty(PropertyInfo parameter, object? value) => parameter.IsDefined(value switch
    {
        null => typeof(AllowNullAttribute),
        string => typeof(AllowEmptyStringAttribute),
        _ => typeof(MayBeEmptyAttribute),
    });

    private static MeshException Empty(string parameter, bool isMandatory) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"-{parameter} is given and empty, as by a variable that holds nothing.",
        isMandatory ? "Check the variable that is given." : $"Check the variable that is given, or leave -{parameter} out.",
        parameter);
}
