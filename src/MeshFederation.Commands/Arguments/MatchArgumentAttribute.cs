using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes matches of New-MeshMatch, or hashtables with the names of its parameters.</summary>
public sealed class MatchArgumentAttribute : FriendlyArgumentAttribute<MeshMatch>
{
    /// <inheritdoc />
    protected override MeshMatch Read(object? item) => item as MeshMatch ?? MatchInput.Read(item);
}
