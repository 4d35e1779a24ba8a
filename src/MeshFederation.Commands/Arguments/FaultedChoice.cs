using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Carries an error from the binding of a switch or a choice to the cmdlet, as <see cref="FaultedArgument"/> does for lists: their values
/// have no room for a placeholder. The engine binds and runs a cmdlet on one thread. A column of a table that it cannot bind it would leave
/// out without a word.
/// </summary>
internal static class FaultedChoice
{
    [ThreadStatic]
    private static Dictionary<string, MeshException>? Errors;

    public static void Remember(string parameter, MeshException error) => (Errors ??= new(StringComparer.Ordinal))[parameter] = error;

    public static void Forget(string parameter) => Errors?.Remove(parameter);

    /// <summary>Requires that the argument of a parameter that was given could be read.</summary>
    /// <exception cref="MeshException">It could not.</exception>
    public static void Require(string parameter)
    {
        if (Errors?.Remove(parameter, out var error) is true) throw error;
    }
}
