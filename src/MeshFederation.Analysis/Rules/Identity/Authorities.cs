using System.Globalization;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>The authorities of clusters, as far as their certificates are known.</summary>
internal static class Authorities
{
    private static readonly AuthorityEnded Ended = new();
    private static readonly AuthorityEnds Ends = new();
    private static readonly AuthorityOutlived Outlived = new();

    /// <summary>Reports what one of the rules finds.</summary>
    /// <typeparam name="T">The rule.</typeparam>
    public static void Examine<T>(FederationView federation, Report report)
        where T : Rule
    {
        foreach (var (cluster, lifetime, now) in Known(federation))
        {
            foreach (var (rule, why) in Judge(cluster, lifetime, now))
            {
                if (rule is T) report.OnMesh(cluster, why + ".");
            }
        }
    }

    /// <summary>The clusters whose authority is known, with how long certificates of their workloads last, and the time there.</summary>
    public static IEnumerable<(MeshCluster Cluster, TimeSpan Lifetime, DateTimeOffset Now)> Known(FederationView federation)
    {
        foreach (var view in federation.Views.Where(view => view.Cluster.Facts is { Authority.Count: > 0 }))
        {
            var pods = view.Of(IstioKind.Pod).Select(pod => pod.Spec).Where(PodObjects.HasProxy);
            yield return (view.Cluster, WorkloadLifetime.Longer(pods), federation.NowIn(view.Cluster.Name));
        }
    }

    /// <summary>How certificates outlive their authority, in a sentence without its end.</summary>
    public static string WhyOutlived(MeshCluster cluster, MeshCertificate own) =>
        $"Istio {cluster.IstioVersion} of {cluster.Name} gives out certificates that outlive their authority {own.Subject}, and all of "
        + $"them fail when it ends, on {Time(own)}";

    /// <summary>
    /// What is wrong with a cluster's authority at a moment, in sentences without their ends. What is a root too is looked at as a root.
    /// </summary>
    public static IEnumerable<(Rule Rule, string Why)> Judge(MeshCluster cluster, TimeSpan lifetime, DateTimeOffset now)
    {
        if (cluster.Facts is not { Authority: [var own, ..] all } facts) yield break;
        foreach (var one in all.Where(one => facts.RootCertificate.All(root => root.Fingerprint != one.Fingerprint)))
        {
            var what = $"The certificate {one.Subject} of the authority of {cluster.Name}";
            if (AuthorityLife.IsOver(one, now)) yield return (Ended, $"{what} expired on {Time(one)}");
            else if (AuthorityLife.IsNear(one, lifetime, now))
                yield return (Ends, $"{what} ends on {Time(one)}, and certificates of workloads last {Hours(lifetime)} hours");
        }

        if (AuthorityLife.IsOutlived(own, lifetime, cluster.IstioVersion, now)) yield return (Outlived, WhyOutlived(cluster, own));
    }

    /// <summary>When a certificate ends, to the second and in UTC.</summary>
    public static string Time(MeshCertificate certificate) => certificate.Expires.ToString("u", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture);
}
