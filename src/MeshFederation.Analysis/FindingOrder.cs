using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis;

/// <summary>
/// Sorts findings: what takes the control plane down, then what is worst, then by cluster, object, field, rule and message.
/// </summary>
internal sealed class FindingOrder : IComparer<MeshFinding>
{
    public static readonly FindingOrder Instance = new();

    public int Compare(MeshFinding? x, MeshFinding? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = y.EndangersControlPlane.CompareTo(x.EndangersControlPlane);
        if (order == 0) order = y.Severity.CompareTo(x.Severity);
        if (order == 0) order = string.CompareOrdinal(x.Cluster, y.Cluster);
        if (order == 0) order = string.CompareOrdinal(x.Target, y.Target);
        if (order == 0) order = (x.Line ?? 0).CompareTo(y.Line ?? 0);
        if (order == 0) order = string.CompareOrdinal(x.Field, y.Field);
        if (order == 0) order = string.CompareOrdinal(x.Rule, y.Rule);
        return order != 0 ? order : string.CompareOrdinal(x.Message, y.Message);
    }
}
