using System.Text.Json;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Truth.Tests;

/// <summary>Compares the destinations of a call.</summary>
internal static class DestinationComparison
{
    public static Verdict Of(TruthWorld world, JsonElement expected, IReadOnlyList<MeshHop> hops)
    {
        var wanted = expected.Items("destinations").Where(item => item.Real("share") > 0)
            .GroupBy(Key).ToDictionary(group => group.Key, group => group.ToList());
        var found = hops.Where(hop => hop.Subset is not null && hop.Step is TraceStep.DestinationRule or TraceStep.ServiceEntry
            && hop.Host is not null)
            .GroupBy(Key).ToDictionary(group => group.Key, group => group.ToList());
        var missing = wanted.Keys.Except(found.Keys, StringComparer.Ordinal).ToList();
        var added = found.Keys.Except(wanted.Keys, StringComparer.Ordinal).ToList();
        if (missing.Count > 0 || added.Count > 0)
        {
            var what = $"destination {string.Join(", ", missing)} expected, and it is {string.Join(", ", added)}: "
                + $"{string.Join(" / ", hops.Select(hop => hop.Decision))}";
            return hops.Any(hop => hop.Outcome == TraceOutcome.Unknown) && added.Count == 0 ? Verdict.Unknown(what) : Verdict.Wrong(what);
        }

        return Verdict.Worst(wanted.SelectMany(pair => Compared(world, pair.Value, found[pair.Key], hops)));
    }

    private static IEnumerable<Verdict> Compared(TruthWorld world, List<JsonElement> wanted, List<MeshHop> found,
        IReadOnlyList<MeshHop> hops)
    {
        var (share, has) = (wanted.Sum(item => item.Real("share")), found.Sum(hop => hop.Share));
        if (Math.Abs(share - has) > 0.1)
        {
            yield return Verdict.Wrong(FormattableString.Invariant($"share {share} of {Key(wanted[0])} expected, and it is {has}"));
        }

        var (item, hop) = (wanted[0], found[0]);
        var rest = Below(hops, hop);
        var status = item.Text("status");
        if (Status(hop, rest) is var actual && actual != (status is "originalDst" or "dynamicDns" ? "ok" : status))
        {
            yield return Verdict.Wrong($"status {status} of {Key(item)} expected, and it is {actual}: {Said(hop, rest)}");
        }

        if (status == "noCluster") yield break;
        yield return TlsComparison.Of(item.Of("tls"), hop.Tls);
        var wantsAny = status is "dynamicDns" or "noEndpoint";
        yield return EndpointComparison.Of($"endpoints of {Key(item)}", wantsAny ? [] : item.Items("endpoints"), hop.Endpoint,
            item.Of("tls").Text("mode") == "auto" && status != "originalDst", hop.Endpoint.Count == 0 && rest
                .Any(next => next.Outcome == TraceOutcome.Unknown));
        foreach (var gateway in item.Items("gateways")) yield return GatewayComparison.Of(world, item, gateway, rest);
    }

    /// <summary>The hops that a hop leads to.</summary>
    public static IReadOnlyList<MeshHop> Below(IReadOnlyList<MeshHop> hops, MeshHop hop) =>
        [.. hops.SkipWhile(item => item != hop).Skip(1).TakeWhile(item => item.Hop > hop.Hop
            && (item.Branch == hop.Branch || item.Branch.StartsWith(hop.Branch.Length == 0 ? "" : hop.Branch + ".",
                StringComparison.Ordinal)))];

    private static string Status(MeshHop hop, IReadOnlyList<MeshHop> rest) =>
        rest.Where(next => next.Cluster == hop.Cluster).Prepend(hop).Select(next => next.ResponseFlag)
            .FirstOrDefault(flag => flag.Length > 0) switch
        {
            "NC" => "noCluster",
            "UH" => "noEndpoint",
            _ => "ok",
        };

    private static string Key(JsonElement item) =>
        FormattableString.Invariant($"{item.Text("host")}:{item.Number("port")}/{item.Text("subset")}");

    private static string Key(MeshHop hop) => FormattableString.Invariant($"{hop.Host}:{hop.Port}/{hop.Subset}");

    private static string Said(MeshHop hop, IReadOnlyList<MeshHop> rest) =>
        string.Join(" / ", rest.Prepend(hop).Select(next => $"{next.Step} {next.Decision}"));
}
