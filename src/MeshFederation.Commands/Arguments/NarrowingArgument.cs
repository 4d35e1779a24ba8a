using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// An argument that says for which requests or destinations something holds. Left out it means all; given and empty, as a variable that
/// nothing was put into, it must not mean so: what was wanted for some would befall all.
/// </summary>
internal static class NarrowingArgument
{
    /// <summary>What was given, once it names something; nothing where it was left out.</summary>
    /// <exception cref="MeshException">It was given and names nothing, or could not be read.</exception>
    public static T[] SomeOf<T>(this PSCmdlet cmdlet, string parameter, T[]? given)
    {
        var sound = given.Sound();
        if (sound.Length > 0 || !cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter)) return sound;
        throw new MeshException(
            MeshErrorId.InputInvalid,
            MeshErrorKind.InvalidArgument,
            $"-{parameter} is given and names nothing; left out, it would mean all of them.",
            $"Check the variable that is given, or leave -{parameter} out.",
            parameter);
    }
}
