using MeshFederation.Istio.Durations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Identity;

/// <summary>
/// How long certificates of workloads last. Their proxies ask for it, and istiod decides only for those that ask for none
/// (istio pilot/cmd/pilot-agent/options SECRET_TTL; security/pkg/pki/ca/ca.go sign).
/// </summary>
internal static class WorkloadLifetime
{
    /// <summary>What proxies ask for where nothing else is said, and what istiod gives who asks for none.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    /// <summary>What istiod gives who asks for none (istio pilot/pkg/bootstrap/istio_ca.go).</summary>
    public const string OfIstiod = "DEFAULT_WORKLOAD_CERT_TTL";

    private const string OfProxy = "SECRET_TTL";

    /// <summary>Go's longest duration, about 292 years; what is longer is none to it.</summary>
    private static readonly double Longest = TimeSpan.FromDays(106_751).TotalMilliseconds;

    /// <summary>The longest that the certificate of a pod lasts.</summary>
    /// <param name="pod">The spec of the pod.</param>
    /// <param name="given">What istiod gives who asks for none.</param>
    public static TimeSpan Of(UnstructuredMap pod, TimeSpan given)
    {
        var asked = PodObjects.Containers(pod).Select(one => Read(PodObjects.Variable(one, OfProxy))).Max() ?? Usual;
        return asked > given ? asked : given;
    }

    /// <summary>The longest that certificates of pods last; the usual time where there are none.</summary>
    /// <param name="pods">The specs of the pods.</param>
    public static TimeSpan Longer(IEnumerable<UnstructuredMap> pods) => pods.Select(pod => Of(pod, TimeSpan.Zero)).Append(Usual).Max();

    /// <summary>A time as Go reads it; null when it is none.</summary>
    public static TimeSpan? Read(string? text) => text is not null && GoDuration.Milliseconds(text) is { } time and > 0 && time <= Longest
        ? TimeSpan.FromMilliseconds(time)
        : null;
}
