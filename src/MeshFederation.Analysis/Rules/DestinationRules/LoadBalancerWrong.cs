using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class LoadBalancerWrong : PolicyRule
{
    private const long LargestTable = 5_000_011;
    private static readonly string[] Keys = ["httpHeaderName", "httpCookie", "useSourceIp", "httpQueryParameterName"];

    public override string Id => "MF1211";

    public override string Title => "A load balancer hashes by one key, and its settings are in range.";

    public override string Recommendation =>
        "Choose one of httpHeaderName, httpCookie, useSourceIp and httpQueryParameterName; give a cookie and each of its attributes a name "
        + "of its own, and maglev a prime tableSize below 5000011.";

    public override string Source => "pkg/config/validation/validation.go validateLoadBalancer";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("loadBalancer") is not { } balancer) return;
        if (balancer.Map("consistentHash") is { } hash) CheckHash(manifest, hash, report);
        if (balancer.Has("simple") && balancer.Has("consistentHash"))
            report.At(manifest, balancer, "simple", "simple and consistentHash exclude each other.");
        if (balancer.Map("warmup") is { } warmup) CheckWarmup(manifest, warmup, report);
        DurationCheck.Require(manifest, balancer, "warmupDurationSecs", report);
    }

    private static void CheckHash(MeshManifest manifest, UnstructuredMap hash, Report report)
    {
        if (Array.FindAll(Keys, hash.Has) is { Length: > 1 } several)
            report.At(manifest, hash, several[1], $"It hashes by {string.Join(" and ", several)}; one is allowed.");
        if (hash.Map("httpCookie") is { } cookie) CheckCookie(manifest, cookie, report);
        if (hash.Map("maglev") is not { } maglev) return;
        if (hash.Number("minimumRingSize") is not (null or 0))
            report.At(manifest, hash, "minimumRingSize", "minimumRingSize and maglev exclude each other.");
        var size = maglev.Number("tableSize") ?? 0;
        if (size is <= 0 or >= LargestTable || !IsPrime(size))
            report.At(manifest, maglev, "tableSize", FormattableString.Invariant($"{size} is no prime between 1 and {LargestTable}."));
    }

    private static void CheckCookie(MeshManifest manifest, UnstructuredMap cookie, Report report)
    {
        if (!cookie.Says("name")) report.At(manifest, cookie, "name", "The cookie has no name.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in cookie.Maps("attributes"))
        {
            var name = attribute.Text("name") ?? "";
            if (name.Length == 0) report.At(manifest, attribute, "name", "The attribute of the cookie has no name.");
            else if (!names.Add(name)) report.At(manifest, attribute, "name", $"An attribute before it is '{name}' too.");
        }
    }

    private static void CheckWarmup(MeshManifest manifest, UnstructuredMap warmup, Report report)
    {
        if (!warmup.Has("duration")) report.At(manifest, warmup, "duration", "The warm-up has no duration.");
        DurationCheck.Require(manifest, warmup, "duration", report);
        if (warmup.Real("minimumPercent") > 100) report.At(manifest, warmup, "minimumPercent", "It is more than 100 percent.");
        if (warmup.Real("aggression") <= 0) report.At(manifest, warmup, "aggression", "It is not greater than 0.");
    }

    /// <summary>As Envoy tells primes (envoy source/common/common/utility.cc).</summary>
    private static bool IsPrime(long number)
    {
        if (number < 4) return number != 0;
        for (long factor = 2; factor * factor <= number; factor++)
        {
            if (number % factor == 0) return false;
        }

        return true;
    }
}
