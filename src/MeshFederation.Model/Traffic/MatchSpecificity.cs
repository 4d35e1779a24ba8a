namespace MeshFederation.Model.Traffic;

/// <summary>
/// Which match is tried first. The order is the Kubernetes Gateway API's for HTTPRoute rules (path, then method, headers and query
/// parameters), and after it what only Istio has. What is the same in all of these is ordered by its text, so that the order of the
/// declarations never matters.
/// </summary>
public sealed class MatchSpecificity : IComparer<MeshMatch?>
{
    /// <summary>The only instance.</summary>
    public static readonly MatchSpecificity MostSpecificFirst = new();

    private MatchSpecificity()
    {
    }

    /// <inheritdoc />
    public int Compare(MeshMatch? x, MeshMatch? y)
    {
        if (x is null || y is null) return (x is null).CompareTo(y is null);
        var order = Rank(y).CompareTo(Rank(x));
        return order != 0 ? order : string.CompareOrdinal(x.Signs, y.Signs);
    }

    private static (int PathKind, int PathLength, int Method, int Header, int Query, int Source, int Place) Rank(MeshMatch match)
    {
        var pathKind = match.Path?.Kind switch
        {
            StringMatchKind.Exact => 3,
            StringMatchKind.Regex => 2,
            StringMatchKind.Prefix when match.Path.Value != "/" => 1,
            _ => 0
        };
        var pathLength = pathKind == 0 ? 0 : match.Path!.Value.Length;
        var source = match.SourceLabel.Count + (match.SourceNamespace is null ? 0 : 1);
        var place = (match.Port is null ? 0 : 1) + (match.Gateway.Count > 0 ? 1 : 0);
        return (pathKind, pathLength, match.Method is null ? 0 : 1, match.Header.Count, match.Query.Count, source, place);
    }
}
