using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity;

/// <summary>Which program signs instead of istiod, as its environment and that of proxies tell.</summary>
internal static class SigningProgram
{
    private const string HandsOut = "PILOT_ENABLE_CA_CRL";

    /// <summary>With it istiod serves by a certificate that somebody else made (istio pilot/cmd/pilot-discovery/app/cmd.go).</summary>
    private const string OwnCertificate = "--tlsCertFile";

    /// <summary>
    /// The program, or null when istiod signs (istio pilot/pkg/features EXTERNAL_CA, ENABLE_CA_SERVER; pilot-agent CA_ADDR, CA_PROVIDER).
    /// </summary>
    public static string? Of(IEnumerable<UnstructuredMap> deployments, IEnumerable<UnstructuredMap> pods)
    {
        foreach (var istiod in deployments.SelectMany(deployment => Containers(deployment.Spec().Map("template"))))
        {
            if (WorkloadLifetime.Variable(istiod, "EXTERNAL_CA") is { Length: > 0 } outside) return $"EXTERNAL_CA {outside}";
            if (WorkloadLifetime.Variable(istiod, "ENABLE_CA_SERVER") is "false") return "another program (ENABLE_CA_SERVER is false)";
            if (Argument(istiod, OwnCertificate) is { Length: > 0 } file)
                return $"another program, as istiod's own ({OwnCertificate} {file})";
        }

        return pods.Select(OfPod).FirstOrDefault(program => program is not null);
    }

    private static string? OfPod(UnstructuredMap pod)
    {
        if (ProxySockets.Spire(pod) is { } spire) return spire;
        if (ProxySockets.Files(pod) is { } files) return files;
        foreach (var container in Containers(pod))
        {
            var address = WorkloadLifetime.Variable(container, "CA_ADDR") ?? WorkloadLifetime.Variable(container, "CA_ADDRESS");
            if (address is { Length: > 0 } && !IsIstiod(address)) return Title(address);
            if (WorkloadLifetime.Variable(container, "CA_PROVIDER") is { Length: > 0 } provider and not "Citadel")
                return $"another program (CA_PROVIDER {provider})";
        }

        return null;
    }

    /// <summary>Whether an istiod is told not to hand out lists of revoked certificates.</summary>
    public static bool KeepsRevocations(UnstructuredMap istiod) =>
        new MeshClusterFacts { IstiodSetting = [$"{HandsOut}={WorkloadLifetime.Variable(istiod, HandsOut)}"] }.Switch(HandsOut) is false;

    /// <summary>The containers of a pod or of a template of pods.</summary>
    public static IEnumerable<UnstructuredMap> Containers(UnstructuredMap? pod) =>
        WorkloadLifetime.Containers((pod ?? UnstructuredMap.Empty).Spec());

    private static string Title(string address) =>
        address.Contains("istio-csr", StringComparison.Ordinal) ? $"istio-csr ({address})" : $"another program ({address})";

    /// <summary>Whether an address is that of an istiod: its Services are called so, with the revision behind it.</summary>
    private static bool IsIstiod(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + "://".Length : 0;
        var name = address[start..].Split('.', ':')[0];
        return name is "istiod" or "istio-pilot" || name.StartsWith("istiod-", StringComparison.Ordinal);
    }

    private static string? Argument(UnstructuredMap container, string name)
    {
        string[] given = [.. container.List("command").Concat(container.List("args")).OfType<string>()];
        for (var place = 0; place < given.Length; place++)
        {
            if (given[place] == name) return place + 1 < given.Length ? given[place + 1] : null;
            if (given[place].StartsWith(name + "=", StringComparison.Ordinal)) return given[place][(name.Length + 1)..];
        }

        return null;
    }
}
