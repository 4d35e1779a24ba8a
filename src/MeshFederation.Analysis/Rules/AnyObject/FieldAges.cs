using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

/// <summary>
/// What the published schemas, which are those of one version, say wrongly of clusters with another: a newer field is known where the
/// cluster's Istio is newer, too, and is said to be newer, not unknown, where it is not.
/// </summary>
internal static class FieldAges
{
    /// <summary>Whether a fault is none, or another rule tells more exactly what it is.</summary>
    public static bool Explain(SchemaFault fault, ClusterView cluster)
    {
        var kind = IstioKind.Of(fault.Manifest);
        var path = Place(fault);
        if (fault.IsUnknownField) return FieldTable.IsListed(kind, path);
        return fault.Container is UnstructuredMap map && map.Text(fault.Key) is { } word
            && FieldTable.IsListed(kind, path += "=" + word)
            && (cluster.Cluster.IsVersionAssumed || FieldTable.Knows(kind, path, cluster.Cluster.IstioVersion));
    }

    /// <summary>The path without the places in lists, as the table has it.</summary>
    private static string Place(SchemaFault fault)
    {
        var path = new FieldPaths(fault.Manifest).Of(fault.Container) + (fault.Index < 0 ? "." + fault.Key : "[]");
        return string.Join(
            "[]", path.Split('[').Select((part, i) => i == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]));
    }
}
