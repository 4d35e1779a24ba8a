using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>A key of what is declared as a <typeparamref name="T"/>, read and written.</summary>
/// <typeparam name="T">What is declared.</typeparam>
/// <param name="Name">The key.</param>
/// <param name="Shape">What stands behind it.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Write">Its value; null where it says nothing that holds not without it.</param>
/// <param name="Read">The thing with the value of the key, which is of the shape.</param>
internal sealed record DeclarationKey<T>(
    string Name, ValueShape Shape, string Summary, Func<T, object?> Write, Func<T, object, ReadContext, T> Read)
    : DeclarationKey(Name, Shape, Summary);
