using System.Collections.Concurrent;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Carries an error from the binding of a duration to the cmdlet, as <see cref="FaultedArgument"/> does for lists: a negative duration
/// stands for it.
/// </summary>
internal static class FaultedDuration
{
    private static readonly ConcurrentDictionary<TimeSpan, MeshException> Errors = new();
    private static long Count;

    public static TimeSpan Create(MeshException error)
    {
        var placeholder = TimeSpan.FromTicks(-1 - Interlocked.Increment(ref Count));
        Errors[placeholder] = error;
        return placeholder;
    }

    /// <summary>The duration, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static TimeSpan Sound(this TimeSpan duration) => Errors.TryRemove(duration, out var error) ? throw error : duration;
}
