using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Schemas;

/// <summary>A place where an object is not what its published schema says.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="Container">The map or list.</param>
/// <param name="Key">The key in a map.</param>
/// <param name="Index">The place in a list.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="IsUnknownField">Whether the schema does not know the field.</param>
internal sealed record SchemaFault(
    MeshManifest Manifest, object Container, string Key, int Index, string Message, bool IsUnknownField);
