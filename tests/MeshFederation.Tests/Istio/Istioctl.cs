using System.Text.RegularExpressions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Istio;

/// <summary>
/// What <c>istioctl analyze</c> of a cluster's version says of the hosts, subsets and addresses of its objects, its mistakes included
/// (istio pkg/config/analysis/analyzers/virtualservice, destinationrule and serviceentry), less what objects suppress.
/// </summary>
internal sealed partial class Istioctl
{
    private static readonly string[] Lists = ["http", "tls", "tcp"];

    private readonly MeshCluster _cluster;
    private readonly ILookup<string, MeshManifest> _byKind;
    private readonly HashSet<string> _hosts;
    private readonly HashSet<(string, string, string)> _subsets;
    private readonly List<string> _messages = [];

    private Istioctl(MeshCluster cluster, IEnumerable<MeshManifest> objects, IEnumerable<(string Name, string Namespace)> services)
    {
        (_cluster, _byKind) = (cluster, objects.ToLookup(item => item.Kind, StringComparer.Ordinal));
        _hosts =
        [
            .. services.Select(service => $"{service.Name}.{service.Namespace}.svc.cluster.local"),
            .. _byKind["ServiceEntry"].SelectMany(entry => entry.Spec.List("hosts").OfType<string>()),
        ];
        _subsets = [.. _byKind["DestinationRule"].SelectMany(
            rule => rule.Spec.Maps("subsets").Select(subset => Key(rule, rule.Spec.Text("host")!, subset.Text("name")!)))];
    }

    public static IReadOnlyList<string> Analyze(
        MeshCluster cluster, IEnumerable<MeshManifest> objects, IEnumerable<(string Name, string Namespace)> services)
    {
        var analysis = new Istioctl(cluster, objects, services);
        analysis.Routes();
        analysis.Hosts();
        analysis.Rules();
        analysis.Addresses();
        return analysis._messages;
    }

    private void Routes()
    {
        foreach (var routes in _byKind["VirtualService"])
        {
            foreach (var destination in Lists.SelectMany(list => routes.Spec.Maps(list)).SelectMany(Destinations))
            {
                var host = destination.Text("host")!;
                if (!_hosts.Contains(host)) Say(routes, "IST0101", host);
                if (destination.Text("subset") is { } subset && !_subsets.Contains(Key(routes, host, subset)))
                    Say(routes, "IST0101", $"{host}+{subset}");
            }

            if (_cluster.IstioVersion.Minor < 10 || routes.Spec.List("gateways").Count == 0) continue;
            var whole = routes.Spec.Maps("http")
                .SelectMany(Destinations)
                .Where(destination => destination.Text("subset") is null)
                .Select(destination => destination.Text("host")).ToHashSet();
            var subsets = _byKind["VirtualService"].SelectMany(other => other.Spec.Maps("http").SelectMany(Destinations)
                .Where(
                    destination => destination.Text("subset") is not null && other.Spec.List("hosts").Contains(destination.Text("host"))))
                .Select(destination => destination.Text("host"));
            if (subsets.Any(whole.Contains)) Say(routes, "IST0140");
        }
    }

    private void Hosts()
    {
        var bound = _byKind["VirtualService"].Where(
            routes => routes.Spec.List("gateways").Count == 0 || routes.Spec.List("gateways").Contains("mesh"));
        var named =
            bound.SelectMany(routes => routes.Spec.List("hosts").OfType<string>().Select(host => (Host: Whole(routes, host), routes)));
        foreach (var (_, routes) in named.GroupBy(pair => pair.Host).Where(group => group.Skip(1).Any()).SelectMany(group => group))
            Say(routes, "IST0109");
    }

    private void Rules()
    {
        if (_cluster.IstioVersion.Minor < 27) return;
        foreach (var rule in _byKind["DestinationRule"])
        {
            var host = rule.Spec.Text("host")!;
            if (!_hosts.Contains(host)) Say(rule, "IST0174");
            else if (rule.Spec.Maps("subsets").Any(subset => subset.Map("labels")?.ContainsKey("cluster") is true)) Say(rule, "IST0173");
        }
    }

    private void Addresses()
    {
        var without = _byKind["ServiceEntry"].Where(entry => entry.Spec.List("addresses").Count == 0);
        foreach (var entry in without.Where(entry => entry.Spec.Maps("ports").Any(port => port.Text("protocol") is null or "TCP")))
            Say(entry, "IST0134");
    }

    private void Say(MeshManifest on, string code, string what = "")
    {
        var suppressed = on.Metadata.Map("annotations")?.Text("galley.istio.io/analyze-suppress")?.Split(',') ?? [];
        if (!suppressed.Contains(code, StringComparer.Ordinal)) _messages.Add($"{code} {on} {what}".TrimEnd());
    }

    private static IEnumerable<UnstructuredMap> Destinations(UnstructuredMap route) =>
        route.Maps("route").Select(share => share.Map("destination")!);

    private static string Whole(MeshManifest from, string host) =>
        host.Contains('.', StringComparison.Ordinal) ? host : $"{host}.{from.Namespace}.svc.cluster.local";

    private static (string Space, string Name, string Subset) Key(MeshManifest from, string host, string subset) =>
        Kubernetes().Match(host) is { Success: true } match
            ? (match.Groups["space"].Value, match.Groups["name"].Value, subset)
            : (from.Namespace, host, subset);

    [GeneratedRegex(@"^(?<name>.+)\.(?<space>.+)\.svc\.cluster\.local$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Kubernetes();
}
