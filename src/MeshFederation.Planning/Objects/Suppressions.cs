using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// The messages of <c>istioctl analyze</c> that are wrong by themselves about an object of ours, in the annotation by which the object
/// keeps them away: codes joined by commas, without spaces (istio pkg/config/analysis/local/istiod_analyze.go filterMessages).
/// </summary>
internal static class Suppressions
{
    /// <summary>
    /// The only domain in which analyzers know Kubernetes' Services (istio pkg/config/analysis/analyzers/util/constants.go).
    /// </summary>
    private const string KnownDomain = MeshCluster.UsualDomain;

    /// <summary>The annotation of a VirtualService.</summary>
    /// <param name="spec">What it says.</param>
    /// <param name="client">Its cluster.</param>
    /// <param name="isOneOfSeveral">Whether other VirtualServices of the service split its other hosts otherwise.</param>
    public static UnstructuredMap? OfVirtualService(UnstructuredMap spec, MeshCluster client, bool isOneOfSeveral = false) => Of(
        (Code: "IST0101", IsWrong: client.ClusterDomain != KnownDomain
            && Destinations(spec).Any(destination => IsLocal(destination.Text("host"), client))),
        (Code: "IST0109", IsWrong: client.ClusterDomain == KnownDomain && IsNamedTwice(spec)),
        (Code: "IST0140", IsWrong: IstioBehavior.AnalyzesGatewaySubsets(client.IstioVersion)
            && spec.ContainsKey("gateways")
            && (MixesSubsets(spec) || IsOfGateways(spec) || (isOneOfSeveral && LeadsElsewhere(spec)))));

    /// <summary>The annotation of a DestinationRule for a host in another cluster: its subsets select a gateway, and no pod.</summary>
    public static UnstructuredMap? OfRemoteRule(UnstructuredMap spec, MeshCluster client) =>
        Of((Code: "IST0173", IsWrong: spec.ContainsKey("subsets") && IstioBehavior.AnalyzesSubsetSelectors(client.IstioVersion)));

    /// <summary>The annotation of a DestinationRule for a cluster's own host.</summary>
    public static UnstructuredMap? OfLocalRule(MeshCluster cluster) =>
        Of((Code: "IST0174", IsWrong: cluster.ClusterDomain != KnownDomain && IstioBehavior.AnalyzesSubsetSelectors(cluster.IstioVersion)));

    private static UnstructuredMap? Of(params (string Code, bool IsWrong)[] messages)
    {
        var codes = string.Join(',', messages.Where(message => message.IsWrong).Select(message => message.Code));
        return codes.Length == 0 ? null : UnstructuredMap.Of((ManifestLabels.SuppressAnalysis, codes));
    }

    private static bool IsLocal(string? host, MeshCluster client) =>
        host is not null && ServiceHost.IsOf(host, client.ClusterDomain);

    /// <summary>
    /// Short hosts are completed, and then two names of one Service are taken for two VirtualServices
    /// (istio pkg/config/analysis/analyzers/virtualservice/conflictingmeshgatewayhosts.go).
    /// </summary>
    private static bool IsNamedTwice(UnstructuredMap spec) =>
        spec.List("hosts").OfType<string>().Any(host => !host.Contains('.', StringComparison.Ordinal));

    /// <summary>
    /// A VirtualService that some gateway has is said to lose the subsets that it names itself
    /// (istio pkg/config/analysis/analyzers/virtualservice/destinationhosts.go analyzeSubset).
    /// </summary>
    private static bool MixesSubsets(UnstructuredMap spec)
    {
        var hosts = spec.Maps("http")
            .SelectMany(Destinations)
            .ToLookup(destination => destination.ContainsKey("subset"), destination => destination.Text("host"));
        return hosts[true].Intersect(hosts[false], StringComparer.Ordinal).Any();
    }

    /// <summary>
    /// What is for gateways alone is said to lose the subsets that the routes of the sidecars name; it says itself how it is split. Whether
    /// these name any is up to another object, so a destination without a subset is enough.
    /// </summary>
    private static bool IsOfGateways(UnstructuredMap spec) => !spec.List("gateways").Contains(MeshMatch.MeshGatewayName)
        && spec.Maps("http").SelectMany(Destinations).Any(destination => !destination.ContainsKey("subset"));

    /// <summary>The same of a host that another VirtualService has.</summary>
    private static bool LeadsElsewhere(UnstructuredMap spec) => spec.Maps("http").SelectMany(Destinations).Any(destination =>
        !destination.ContainsKey("subset") && !spec.List("hosts").Contains(destination.Text("host")));

    private static IEnumerable<UnstructuredMap> Destinations(UnstructuredMap owner) => owner.ContainsKey("route")
        ? owner.Maps("route").Select(share => share.Map("destination")).OfType<UnstructuredMap>()
        : RouteLists.All.SelectMany(kind => owner.Maps(kind)).SelectMany(Destinations);
}
