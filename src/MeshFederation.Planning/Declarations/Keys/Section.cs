using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>All keys of a thing.</summary>
/// <typeparam name="T">The thing.</typeparam>
internal sealed class Section<T>
{
    private readonly IReadOnlyList<DeclarationKey<T>> _keys;

    /// <summary>Makes one.</summary>
    /// <param name="name">What the thing is called.</param>
    /// <param name="keys">Its keys, in the order in which they are read and written.</param>
    public Section(string name, params IReadOnlyList<DeclarationKey<T>> keys) =>
        (_keys, Shape) = (keys, new(name, keys.ToValueList<DeclarationKey>()));

    /// <summary>What the map is.</summary>
    public SectionShape Shape { get; }

    /// <summary>Writes a thing; what holds without being said is left out.</summary>
    public UnstructuredMap Write(T thing) => UnstructuredMap.Of([.. _keys.Select(key => (key.Name, key.Write(thing)))]);

    /// <summary>Reads a thing, in the order of the keys here: in a file they may stand in any.</summary>
    /// <param name="map">The map, which is of the shape.</param>
    /// <param name="context">Where it is.</param>
    /// <param name="start">What holds before anything is said.</param>
    /// <param name="check">Checks the thing, from the key on that must be there for it, so that what is wrong is told where it is.</param>
    /// <param name="checkFrom">That key.</param>
    /// <exception cref="DeclarationException">A value cannot be.</exception>
    public T Read(UnstructuredMap map, ReadContext context, T start, Func<T, T>? check = null, string? checkFrom = null)
    {
        var (thing, isChecked) = (start, checkFrom is null);
        foreach (var key in _keys)
        {
            isChecked |= key.Name == checkFrom;
            if (!map.TryGetValue(key.Name, out var value)) continue;
            var here = context.Under(key.Name);
            thing = here.Guard(() => key.Read(thing, value!, here));
            if (isChecked && check is not null) thing = here.Guard(() => check(thing));
        }

        return check is null ? thing : context.Guard(() => check(thing));
    }
}
