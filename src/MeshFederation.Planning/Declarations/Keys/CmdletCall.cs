using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>A cmdlet with its arguments.</summary>
/// <param name="Cmdlet">Its name.</param>
/// <param name="Argument">The arguments, by keys.</param>
/// <param name="Shape">The keys that there are.</param>
internal sealed record CmdletCall(string Cmdlet, UnstructuredMap Argument, SectionShape Shape);
