using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Versions;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>Whether calls break in all versions that the cluster of their caller may have, or in some alone.</summary>
internal static class VersionDoubts
{
    /// <summary>That it is not known whether calls break, where they do in some versions alone; null elsewhere.</summary>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="host">The host that is called.</param>
    /// <param name="own">What breaks in the version that is assumed.</param>
    /// <param name="inVersion">What breaks in another version; null where that has no such calls, which says nothing of them.</param>
    public static CallBreak? Of(
        RoutingCluster client, string host, IEnumerable<CallBreak> own, Func<RoutingCluster, IEnumerable<CallBreak>?> inVersion)
    {
        var here = own.FirstOrDefault(IsBroken);
        foreach (var other in client.OtherVersions)
        {
            if (inVersion(other) is not { } found) continue;
            var there = found.FirstOrDefault(IsBroken);
            if (here is null && there is not null) return Doubt(client, host, other, client, there);
            if (here is not null && there is null) return Doubt(client, host, client, other, here);
        }

        return null;
    }

    /// <summary>That something is not known of a call, since nobody said the version of a cluster.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="question">What is not known, as <see cref="VersionUnknown"/> puts it.</param>
    public static CallBreak Of(string cluster, string question) =>
        new(CallFaults.VersionUnknown, VersionUnknown.Sentence(cluster, question));

    private static CallBreak Doubt(RoutingCluster client, string host, RoutingCluster broken, RoutingCluster sound, CallBreak found)
    {
        var question = $"calls to '{host}' break in {client.Name}, as in Istio {broken.Facts.IstioVersion} and not in "
            + $"{sound.Facts.IstioVersion} ({found.Sentence.TrimEnd('.')}),";
        return Of(client.Name, question) with { Unversioned = client.Name };
    }

    private static bool IsBroken(CallBreak found) => found.Fault != CallFaults.NotAmongInput && found.Fault != CallFaults.VersionUnknown;
}
