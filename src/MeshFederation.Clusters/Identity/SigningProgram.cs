using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity;

/// <summary>Which program signs instead of istiod, as its environment and that of proxies tell.</summary>
internal static class SigningProgram
{
    private const string HandsOut = "PILOT_ENABLE_CA_CRL";
    private const string TakesOver = "AUTO_RELOAD_PLUGIN_CERTS";

    /// <summary>
    /// The program, or null when istiod signs (istio pilot/pkg/features EXTERNAL_CA, ENABLE_CA_SERVER; pilot-agent CA_ADDR, CA_PROVIDER).
    /// </summary>
    public static string? Of(IEnumerable<UnstructuredMap> deployments, IEnumerable<UnstructuredMap> pods)
    {
        var istiods = deployments.SelectMany(deployment => Containers(PodTemplates.Of(deployment))).ToList();
        if (istiods.Select(one => PodObjects.Variable(one, "EXTERNAL_CA")).FirstOrDefault(one => one is { Length: > 0 })
            is { } outside)
        {
            return $"EXTERNAL_CA {outside}";
        }

        // istio-csr is installed with an istiod that signs nothing, and proxies alone know its name.
        if (pods.Select(OfPod).FirstOrDefault(program => program is not null) is { } known) return known;
        return istiods.Exists(one => PodObjects.Variable(one, "ENABLE_CA_SERVER") is "false")
            ? "another program (ENABLE_CA_SERVER is false)"
            : null;
    }

    private static string? OfPod(UnstructuredMap pod)
    {
        if (ProxySockets.Spire(pod) is { } spire) return spire;
        if (ProxySockets.Files(pod) is { } files) return files;
        foreach (var container in Proxies(pod))
        {
            var address = PodObjects.Variable(container, "CA_ADDR") ?? PodObjects.Variable(container, "CA_ADDRESS");
            if (address is { Length: > 0 } && !IsIstiod(address) && !IsControlPlane(container, address)) return Title(address);
            if (PodObjects.Variable(container, "CA_PROVIDER") is { Length: > 0 } provider and not "Citadel")
                return $"another program (CA_PROVIDER {provider})";
        }

        return null;
    }

    /// <summary>Whether an istiod is told not to hand out lists of revoked certificates.</summary>
    public static bool KeepsRevocations(UnstructuredMap istiod) => Switch(istiod, HandsOut) is false;

    /// <summary>The ConfigMap in which istiods hand out lists of revoked certificates (istio PILOT_CRL_CONFIGMAP).</summary>
    public static string RevocationsOf(IEnumerable<UnstructuredMap> istiods) =>
        istiods.Select(static one => PodObjects.Variable(one, "PILOT_CRL_CONFIGMAP")).FirstOrDefault(static name => name?.Length > 0)
        ?? ControlPlaneNames.Revocations;

    /// <summary>
    /// Whether istiods are told to take over what their Secret holds as they run: false where one is told not to, null where not all are
    /// told (istio pilot/pkg/features AUTO_RELOAD_PLUGIN_CERTS, 1.12 to 1.19).
    /// </summary>
    public static bool? Reloads(IEnumerable<UnstructuredMap> istiods)
    {
        var said = istiods.Select(one => Switch(one, TakesOver)).ToList();
        return said.Contains(false) ? false : said.Count > 0 && said.TrueForAll(one => one is true) ? true : null;
    }

    private static bool? Switch(UnstructuredMap istiod, string variable) =>
        new MeshClusterFacts { IstiodSetting = [$"{variable}={PodObjects.Variable(istiod, variable)}"] }.Switch(variable);

    /// <summary>The containers of a pod or of a template of pods.</summary>
    public static IEnumerable<UnstructuredMap> Containers(UnstructuredMap? pod) =>
        PodObjects.Containers((pod ?? UnstructuredMap.Empty).Spec());

    /// <summary>The containers of a Deployment of istiod that are istiod; others beside it are told other things.</summary>
    public static IEnumerable<UnstructuredMap> Istiods(UnstructuredMap deployment)
    {
        var all = Containers(PodTemplates.Of(deployment)).ToList();
        return all.Exists(IsDiscovery) ? all.Where(IsDiscovery) : all;

        static bool IsDiscovery(UnstructuredMap container) => container.Text("name") == ControlPlaneNames.Discovery;
    }

    /// <summary>The containers of a pod that are its proxy; what others are told is for them.</summary>
    public static IEnumerable<UnstructuredMap> Proxies(UnstructuredMap pod) =>
        Containers(pod).Where(container => container.Text("name") == ControlPlaneNames.Proxy);

    /// <summary>Whether configuration comes from the same address: an istiod that runs elsewhere has a name of its own.</summary>
    private static bool IsControlPlane(UnstructuredMap proxy, string address) =>
        PodObjects.Variable(proxy, "XDS_ADDRESS") == address
        || PodObjects.Variable(proxy, "PROXY_CONFIG")?.Contains($"\"{address}\"", StringComparison.Ordinal) is true;

    private static string Title(string address) =>
        address.Contains("istio-csr", StringComparison.Ordinal) ? $"istio-csr ({address})" : $"another program ({address})";

    /// <summary>Whether an address is that of an istiod: its Services are called so, with the revision behind it.</summary>
    private static bool IsIstiod(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + "://".Length : 0;
        var name = address[start..].Split('.', ':')[0];
        return name is ControlPlaneNames.Istiod or "istio-pilot"
            || name.StartsWith(ControlPlaneNames.Istiod + "-", StringComparison.Ordinal);
    }
}
