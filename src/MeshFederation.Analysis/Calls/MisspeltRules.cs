using System.Runtime.CompilerServices;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Finds the DestinationRule that would ask for the mesh's TLS, were its host not misspelt: it is for a host that nobody has.
/// </summary>
internal static class MisspeltRules
{
    private const int MostLetters = 2;

    /// <summary>The DestinationRules of a cluster that ask for the mesh's TLS to hosts that nobody has; seldom any.</summary>
    private static readonly ConditionalWeakTable<RoutingCluster, List<(MeshManifest Rule, string Host)>> OfNobody = [];

    /// <summary>That there is one nearly for a host, as the end of a sentence; empty when there is none.</summary>
    public static string Near(RoutingCluster client, string host)
    {
        var near = OfNobody.GetValue(client, Read).Find(item => Math.Abs(item.Host.Length - host.Length) <= MostLetters
            && Nearest.Distance(item.Host, host) <= MostLetters).Rule;
        return near is null ? "" : $"; {near} would, were its host '{near.Spec.Text("host")}' not misspelt";
    }

    private static List<(MeshManifest Rule, string Host)> Read(RoutingCluster cluster) =>
    [
        .. cluster.DestinationRules.All.Where(rule => rule.Spec.Map("trafficPolicy")?.Map("tls")?.Text("mode") == TlsModes.IstioMutual)
            .Select(rule => (rule, cluster.DestinationRules.HostOf(rule))).Where(item => cluster.Services.Named(item.Item2).Count == 0),
    ];
}
