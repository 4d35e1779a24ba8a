using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations;

/// <summary>Where a value is, and what is known that it may speak of.</summary>
/// <param name="Path">Where.</param>
/// <param name="Scope">What was declared before.</param>
internal sealed record ReadContext(ValuePath Path, DeclarationScope Scope)
{
    public ReadContext Under(string key) => this with { Path = Path.Under(key) };

    /// <summary>Reads; what is wrong is told with its place.</summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MeshException exception) when (exception is not DeclarationException)
        {
            throw new DeclarationException(exception, Path);
        }
    }

    /// <summary>Reads each item of a list, or the one thing.</summary>
    public ValueList<T> Each<T>(object? value, Func<object, ReadContext, T> read) => ListShape.Items(value, Path).Select(entry =>
    {
        var here = this with { Path = entry.Path };
        return here.Guard(() => read(entry.Item!, here));
    }).ToValueList();

    /// <summary>The texts of a list, or the one text.</summary>
    public ValueList<string> Texts(object? value) => Each(value, (item, _) => (string)item);

    /// <summary>The clusters of a list of names.</summary>
    /// <exception cref="DeclarationException">There is none of a name, or the list is empty.</exception>
    public ValueList<Model.Clusters.MeshCluster> Clusters(object? value) =>
        Each(value, (item, _) => Scope.Find((string)item)) is { Count: > 0 } clusters
            ? clusters
            : throw DeclarationErrors.Wrong(Path, "the name of a cluster, or a list of these", "empty", "Name one, or leave the key out.");
}
