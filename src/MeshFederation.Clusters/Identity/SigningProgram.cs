using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity;

/// <summary>Which program signs instead of istiod, as its environment and that of proxies tell.</summary>
internal static class SigningProgram
{
    /// <summary>The driver of volumes by which SPIRE gives proxies its socket (spiffe-csi).</summary>
    private const string SpireDriver = "csi.spiffe.io";

    private const string HandsOut = "PILOT_ENABLE_CA_CRL";

    /// <summary>
    /// The program, or null when istiod signs (istio pilot/pkg/features EXTERNAL_CA, ENABLE_CA_SERVER; pilot-agent CA_ADDR).
    /// </summary>
    public static string? Of(IEnumerable<UnstructuredMap> deployments, IEnumerable<UnstructuredMap> pods)
    {
        foreach (var istiod in deployments.SelectMany(deployment => Containers(deployment.Spec().Map("template"))))
        {
            if (WorkloadLifetime.Variable(istiod, "EXTERNAL_CA") is { Length: > 0 } outside) return $"EXTERNAL_CA {outside}";
            if (WorkloadLifetime.Variable(istiod, "ENABLE_CA_SERVER") is "false") return "another program (ENABLE_CA_SERVER is false)";
        }

        foreach (var pod in pods)
        {
            if (pod.Spec().Maps("volumes").Any(volume => volume.Map("csi")?.Text("driver") == SpireDriver)) return "SPIRE";
            if (Containers(pod).Select(one => WorkloadLifetime.Variable(one, "CA_ADDR")).FirstOrDefault(IsIstioCsr) is { } address)
                return $"istio-csr ({address})";
        }

        return null;
    }

    /// <summary>Whether an istiod is told not to hand out lists of revoked certificates.</summary>
    public static bool KeepsRevocations(UnstructuredMap istiod) =>
        new MeshClusterFacts { IstiodSetting = [$"{HandsOut}={WorkloadLifetime.Variable(istiod, HandsOut)}"] }.Switch(HandsOut) is false;

    /// <summary>The containers of a pod or of a template of pods.</summary>
    public static IEnumerable<UnstructuredMap> Containers(UnstructuredMap? pod) =>
        WorkloadLifetime.Containers((pod ?? UnstructuredMap.Empty).Spec());

    private static bool IsIstioCsr(string? address) => address?.Contains("istio-csr", StringComparison.Ordinal) is true;
}
