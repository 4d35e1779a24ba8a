using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Finds the DNS domain of a cluster's Services. No API tells it, so what istiod was told counts, and where it was told nothing, what
/// the cluster's DNS and kubelets are configured with.
/// </summary>
internal sealed record ClusterDomains(KubernetesApi Api, DiscoveryOptions Options, Action<string> Warn)
{
    private const string System = "kube-system";

    public async Task<FoundDomain> ReadAsync(ControlPlane plane, InjectorValues injector, CancellationToken ct)
    {
        if (Options.ClusterDomain is { } given) return new(given, "-ClusterDomain");
        if (plane.ClusterDomain is { } argument) return new(argument, "istiod's argument --domain");
        if (injector.ClusterDomain is { } installed) return new(installed, $"the ConfigMap {ControlPlaneNames.Injector}");
        if (OfCorefile(await DataAsync("coredns", "Corefile", ct).ConfigureAwait(false)) is { } served)
            return new(served, "the Corefile of CoreDNS");
        if (OfKubelet(await DataAsync("kubelet-config", "kubelet", ct).ConfigureAwait(false)) is { } configured)
            return new(configured, "the ConfigMap kubelet-config");
        Warn("Nothing that could be read tells its DNS domain, so cluster.local is taken. Say another with -ClusterDomain.");
        return new(MeshCluster.UsualDomain, "assumed");
    }

    /// <summary>The first zone that the plugin <c>kubernetes</c> serves (coredns plugin/kubernetes).</summary>
    public static string? OfCorefile(string corefile) => corefile.Split('\n')
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words is ["kubernetes", _, ..])
        .Select(words => words[1]).FirstOrDefault(zone => DnsName.IsHost(zone));

    private static string? OfKubelet(string configuration)
    {
        try
        {
            var domain =
                (DocumentStream.Read(configuration, "kubelet-config") is [var first, ..] ? first.Document.Content : UnstructuredMap.Empty)
                    .Text("clusterDomain");
            return domain is not null && DnsName.IsHost(domain) ? domain : null;
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private async Task<string> DataAsync(string map, string key, CancellationToken ct)
    {
        try
        {
            return (await Api.GetAsync(ResourceKinds.ConfigMap, System, map, ct).ConfigureAwait(false))?.Map("data")?.Text(key) ?? "";
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden)
        {
            return "";
        }
    }
}
