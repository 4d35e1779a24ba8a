namespace MeshFederation.Model.Policies;

/// <summary>The order of a service's policies: by kind, then the most specific scope first.</summary>
public sealed class PolicyOrder : IComparer<MeshPolicy>
{
    /// <summary>The only instance.</summary>
    public static readonly PolicyOrder Instance = new();

    private PolicyOrder()
    {
    }

    /// <inheritdoc />
    public int Compare(MeshPolicy? x, MeshPolicy? y)
    {
        if (x is null || y is null) return (x is null).CompareTo(y is null);
        var order = string.CompareOrdinal(x.Kind, y.Kind);
        return order != 0 ? order : Compare(x.Scope, y.Scope);
    }

    private static int Compare(MeshPolicyScope x, MeshPolicyScope y) => (x, y) switch
    {
        (MeshRouteScope mine, MeshRouteScope theirs) => Traffic.MatchSpecificity.MostSpecificFirst.Compare(mine.Match, theirs.Match),
        (MeshDestinationScope mine, MeshDestinationScope theirs) => Compare(mine, theirs),
        _ => (x is MeshRouteScope).CompareTo(y is MeshRouteScope),
    };

    private static int Compare(MeshDestinationScope x, MeshDestinationScope y)
    {
        var order = Parts(y).CompareTo(Parts(x));
        return order != 0 ? order : string.CompareOrdinal(x.ToString(), y.ToString());
    }

    private static int Parts(MeshDestinationScope scope) => (scope.Subset.Count > 0 ? 2 : 0) + (scope.Cluster is null ? 0 : 1);
}
