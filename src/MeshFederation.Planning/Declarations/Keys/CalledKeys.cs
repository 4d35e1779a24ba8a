using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Makes the keys of a service that are calls of a cmdlet behind it in the pipeline, one for each item of a list.</summary>
internal static class CalledKeys
{
    /// <summary>The key of a list, which is called as its items are.</summary>
    /// <typeparam name="T">What one call says.</typeparam>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="summary">What the key means.</param>
    /// <param name="section">The keys of an item.</param>
    /// <param name="start">An item of which nothing is said yet.</param>
    /// <param name="items">What a service has of them.</param>
    /// <param name="change">The service with an item more.</param>
    public static DeclarationKey<MeshService> Of<T>(
        string cmdlet,
        string summary,
        Section<T> section,
        T start,
        Func<MeshService, IEnumerable<T>> items,
        Func<MeshService, T, ReadContext, MeshService> change)
    {
        var key = new DeclarationKey<MeshService>(
            section.Shape.Name,
            new ListShape(section.Shape),
            summary,
            service => items(service).Select(section.Write).ToList() is { Count: > 0 } written ? UnstructuredList.From(written) : null,
            (service, value, context) => ListShape.Items(value, context.Path).Aggregate(service, (changed, entry) =>
            {
                var here = context with { Path = entry.Path };
                return change(changed, section.Read((UnstructuredMap)entry.Item!, here, start), here);
            }));
        return key with { Parameter = null, Call = item => new(cmdlet, item, section.Shape) };
    }
}
