using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Policies;

/// <summary>The requests for which a policy of routes holds, whatever split takes them.</summary>
/// <param name="Match">Which requests; null for all that no other policy of the kind takes.</param>
public sealed record MeshRouteScope(MeshMatch? Match) : MeshPolicyScope
{
    /// <summary>All requests.</summary>
    public static readonly MeshRouteScope All = new((MeshMatch?)null);

    /// <summary>Which requests.</summary>
    public MeshMatch? Match { get; internal init; } = Match;

    /// <inheritdoc />
    public override bool IsAll => Match is null;

    /// <summary>The match.</summary>
    /// <returns>The text, as <c>PathPrefix=/api</c>, or <c>everything</c>.</returns>
    public override string ToString() => Match?.ToString() ?? "everything";
}
