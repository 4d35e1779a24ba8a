namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>What policies of a kind can be limited to.</summary>
[Flags]
public enum PolicyScopes
{
    /// <summary>To nothing.</summary>
    None = 0,

    /// <summary>To requests of a match.</summary>
    Routes = 1,

    /// <summary>To clusters and subsets of them.</summary>
    Destinations = 2,
}
