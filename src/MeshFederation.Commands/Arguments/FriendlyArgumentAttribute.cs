using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>The base of transformations that read an argument's short forms, one item or many.</summary>
/// <typeparam name="T">What the parameter holds.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public abstract class FriendlyArgumentAttribute<T> : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            if (IsForAnother(ArgumentMap.Unwrapped(inputData))) return inputData;
            if (engineIntrinsics is not null) Begin(engineIntrinsics.SessionState);
            return Items(inputData).SelectMany(item => item is string text ? Split(text) : [item]).Select(Read).ToArray();
        }
        catch (MeshException error)
        {
            return FaultedArgument.Create<T>(error);
        }
    }

    /// <summary>Runs before items are read.</summary>
    /// <param name="session">The session.</param>
    protected virtual void Begin(SessionState session)
    {
    }

    /// <summary>Whether a value is for another parameter that takes the pipeline, since the engine asks each of them.</summary>
    private protected virtual bool IsForAnother(object? value) => false;

    /// <summary>Reads one item.</summary>
    /// <param name="item">The item: the value itself, a text or a hashtable, never a PSObject.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MeshException">The item cannot be read.</exception>
    protected abstract T Read(object? item);

    /// <summary>Takes a text apart that holds several items, as the quoted list <c>'http:80, grpc:90'</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The items.</returns>
    protected virtual IEnumerable<object?> Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    private static IEnumerable<object?> Items(object? input) => ArgumentMap.Unwrapped(input) switch
    {
        string or IDictionary or null => [ArgumentMap.Unwrapped(input)],
        IEnumerable many => many.Cast<object?>().Select(ArgumentMap.Unwrapped),
        var one => [one],
    };
}
