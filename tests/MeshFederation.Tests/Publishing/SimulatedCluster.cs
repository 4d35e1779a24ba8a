using System.Text.RegularExpressions;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Tests.Publishing;

/// <summary>One cluster: its objects, and how its proxies and its gateway read them.</summary>
internal sealed class SimulatedCluster(string name)
{
    private readonly SortedDictionary<(string Kind, string Namespace, string Name), UnstructuredMap> _objects = [];
    private ILookup<string, UnstructuredMap>? _rules;
    private ILookup<string, UnstructuredMap>? _entries;

    public string Name => name;

    public IEnumerable<string> Objects => _objects.Values.Select(content => $"# {name}\n{YamlWriter.Write(content)}");

    public IEnumerable<UnstructuredMap> Of(string kind) => _objects.Where(entry => entry.Key.Kind == kind).Select(entry => entry.Value);

    public void Write(UnstructuredMap content)
    {
        _objects[KeyOf(content)] = content;
        (_rules, _entries) = (null, null);
    }

    public void Remove(UnstructuredMap content)
    {
        Assert.True(_objects.Remove(KeyOf(content)));
        (_rules, _entries) = (null, null);
    }

    public IEnumerable<UnstructuredMap> ServiceEntries(string host) =>
        (_entries ??= Of("ServiceEntry").Select(Spec).ToLookup(spec => (string)spec.List("hosts")[0]!))[host];

    public UnstructuredMap? Subset(string host, string subset) =>
        Rules(host).SelectMany(rule => rule.Maps("subsets")).FirstOrDefault(known => known.Text("name") == subset);

    /// <summary>
    /// The SNI that a caller here sends: what the rule says for the port, else for the subset, else what Istio makes of the host.
    /// </summary>
    public string Sni(SimulatedRoute route)
    {
        var policies =
            new[] { Subset(route.Host, route.Subset)?.Map("trafficPolicy"), Rules(route.Host).FirstOrDefault()?.Map("trafficPolicy") };
        var policy = Array.Find(policies, known => known?.Map("tls") is not null || known?.List("portLevelSettings").Count > 0);
        var tls = policy?.Maps("portLevelSettings").FirstOrDefault(entry => entry.Map("port")!.Number("number") == route.Port)?.Map("tls")
            ?? policy?.Map("tls");
        return tls?.Text("sni") ?? $"outbound_.{route.Port}_.{route.Subset}_.{route.Host}";
    }

    /// <summary>Why the gateway here does not pass a call on; null when it does.</summary>
    public string? Refusal(string sni)
    {
        var (subset, host) = Parse(sni);
        var hosts =
            Of("Gateway").SelectMany(gateway => Spec(gateway).Maps("servers")).SelectMany(server => server.List("hosts")).Cast<string>();
        if (!hosts.Any(known =>
            known == host || (known.StartsWith("*.", StringComparison.Ordinal) && sni.EndsWith(known[1..], StringComparison.Ordinal))))
        {
            return $"the gateway of {name} does not serve {sni}";
        }
        foreach (var rewrite in Of("EnvoyFilter").SelectMany(filter => Spec(filter).Maps("configPatches")).Select(Rewrite))
        {
            host =
                Regex.Replace(host, rewrite.Text("cluster_pattern")!, rewrite.Text("cluster_replacement")!, RegexOptions.NonBacktracking);
        }

        if (SimulatedRoute.IsElsewhereHost(host)) return $"no EnvoyFilter of {name} rewrites {host}";
        return subset.Length > 0 && Subset(host, subset) is null ? $"{name} has no subset {subset} of {host}" : null;
    }

    /// <summary>An SNI is <c>outbound_.PORT_.SUBSET_.HOST</c>.</summary>
    private static (string Subset, string Host) Parse(string sni) =>
        sni.Split("_.", 4) is [_, _, var subset, var host] ? (subset, host) : ("", "");

    private static UnstructuredMap Rewrite(UnstructuredMap patch)
    {
        var value = patch.Map("patch")!.Map("value")!;
        return value.Map("typed_config") ?? value.Map("config")!;
    }

    private IEnumerable<UnstructuredMap> Rules(string host) =>
        (_rules ??= Of("DestinationRule").Select(Spec).ToLookup(spec => spec.Text("host")!))[host];

    private static UnstructuredMap Spec(UnstructuredMap content) => content.Map("spec")!;

    private static (string Kind, string Namespace, string Name) KeyOf(UnstructuredMap content) =>
        (content.Text("kind")!, content.Map("metadata")!.Text("namespace")!, content.Map("metadata")!.Text("name")!);
}
