using System.Runtime.CompilerServices;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Carries an error from the binding of an argument to the cmdlet. What a transformation throws would reach the user as
/// ParameterArgumentTransformationError without our id and recommended action; so the transformation hands on an empty array
/// that is remembered here, and the cmdlet throws the error when it takes the argument.
/// </summary>
internal static class FaultedArgument
{
    private static readonly ConditionalWeakTable<object, MeshException> Errors = [];

    public static T[] Create<T>(MeshException error)
    {
        var placeholder = (T[])Array.CreateInstance(typeof(T), 0);
        Errors.Add(placeholder, error);
        return placeholder;
    }

    /// <summary>The argument, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static T[] Sound<T>(this T[]? argument)
    {
        if (argument is not null && Errors.TryGetValue(argument, out var error)) throw error;
        return argument ?? [];
    }
}
