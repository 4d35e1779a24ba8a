using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Something that people have beside a federation, or otherwise than it is planned.</summary>
internal abstract class Twist
{
    /// <summary>Adds it to a federation, or changes what is there.</summary>
    public abstract void Add(TwistedWorld world, Dice dice);

    protected static UnstructuredMap Map(params (string Key, object? Value)[] fields) => UnstructuredMap.Of(fields);

    protected static UnstructuredList List(params object?[] items) => UnstructuredList.From(items.Where(item => item is not null));
}
