using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Carries an error from the binding of an argument to the cmdlet. What a transformation throws would reach the user as
/// ParameterArgumentTransformationError without our id and recommended action; so the transformation hands on a placeholder
/// that is remembered here, and the cmdlet throws the error when it takes the argument.
/// </summary>
internal static class FaultedArgument
{
    /// <summary>Placeholders of numbers count up from the least: no number that means something here is negative.</summary>
    private const int NumberOfPlaceholders = 1 << 16;

    private static readonly ConditionalWeakTable<object, MeshException> Errors = [];
    private static readonly ConcurrentDictionary<int, MeshException> ErrorsOfNumbers = new();
    private static int LastPlaceholder;

    public static T[] Create<T>(MeshException error)
    {
        var placeholder = (T[])Array.CreateInstance(typeof(T), 0);
        Errors.Add(placeholder, error);
        return placeholder;
    }

    public static Hashtable CreateMap(MeshException error)
    {
        var placeholder = new Hashtable();
        Errors.Add(placeholder, error);
        return placeholder;
    }

    public static MeshPlan CreatePlan(MeshException error)
    {
        var placeholder = new MeshPlan("", [], []);
        Errors.Add(placeholder, error);
        return placeholder;
    }

    public static MeshService CreateService(MeshException error)
    {
        var placeholder = new MeshService("", "", [], [], []);
        Errors.Add(placeholder, error);
        return placeholder;
    }

    public static int CreateNumber(MeshException error)
    {
        var placeholder = int.MinValue + (Interlocked.Increment(ref LastPlaceholder) % NumberOfPlaceholders);
        ErrorsOfNumbers[placeholder] = error;
        return placeholder;
    }

    /// <summary>Whether an argument stands for one that could not be read.</summary>
    public static bool IsFaulted(object? argument) => argument is not null && Errors.TryGetValue(argument, out _);

    /// <summary>The argument, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static T[] Sound<T>(this T[]? argument)
    {
        if (argument is not null && Errors.TryGetValue(argument, out var error)) throw error;
        return argument ?? [];
    }

    /// <summary>The argument, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static MeshPlan Sound(this MeshPlan argument) => Errors.TryGetValue(argument, out var error) ? throw error : argument;

    /// <summary>The argument, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static MeshService Sound(this MeshService argument) => Errors.TryGetValue(argument, out var error) ? throw error : argument;

    /// <summary>The argument, once it is known to be sound; null when it was not given.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static Hashtable? Sound(this Hashtable? argument) =>
        argument is not null && Errors.TryGetValue(argument, out var error) ? throw error : argument;

    /// <summary>The argument, once it is known to be sound.</summary>
    /// <exception cref="MeshException">The argument could not be read.</exception>
    public static int Sound(this int argument) => ErrorsOfNumbers.TryRemove(argument, out var error) ? throw error : argument;
}
