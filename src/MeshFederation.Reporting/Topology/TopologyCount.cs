namespace MeshFederation.Reporting.Topology;

/// <summary>What a topology holds, in one line.</summary>
internal static class TopologyCount
{
    /// <summary>As <c>2 clusters, 1 service, no problems</c>; of problems nothing where nobody looked for them.</summary>
    public static string Of(MeshTopology topology) =>
        $"{Many(topology.Houses.Count, "cluster")}, {Many(topology.Floors.Count, "service")}"
        + $"{(topology.IsAnalysed ? ", " + Problems(topology.Problems.Count) : "")}";

    private static string Problems(int count) => count == 0 ? "no problems" : Many(count, "problem");

    private static string Many(int count, string word) => FormattableString.Invariant($"{count} {word}{(count == 1 ? "" : "s")}");
}
