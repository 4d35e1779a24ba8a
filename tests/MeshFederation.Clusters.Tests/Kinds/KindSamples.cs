namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>Two specs of each kind that federations are made of; a new kind brings its own.</summary>
internal static class KindSamples
{
    private static readonly Dictionary<string, (string First, string Second)> Known = new(StringComparer.Ordinal)
    {
        ["AuthorizationPolicy"] = Varied(
            "{action: ALLOW, selector: {matchLabels: {app: a}}, rules: [{from: [{source: {namespaces: [VARIED]}}]}]}", "one", "two"),
        ["DestinationRule"] = Varied("{host: asked.example.com, subsets: [{name: s, labels: {version: VARIED}}]}", "v1", "v2"),
        ["EnvoyFilter"] = Varied(
            "{workloadSelector: {labels: {app: a}}, configPatches: [{applyTo: CLUSTER, match: {context: GATEWAY}, patch: {operation: MERGE, "
            + "value: {connect_timeout: VARIED}}}]}", "1s", "2s"),
        ["Gateway"] = Varied(
            "{selector: {app: a}, servers: [{port: {number: 8080, name: http, protocol: HTTP}, hosts: [VARIED]}]}", "one.example.com",
            "two.example.com"),
        ["ServiceEntry"] = Varied(
            "{hosts: [asked.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], "
            + "endpoints: [{address: VARIED}]}", "192.0.2.51", "192.0.2.52"),
        ["VirtualService"] = Varied(
            "{hosts: [asked.example.com], http: [{route: [{destination: {host: VARIED}}]}]}", "one.example.com", "two.example.com"),
    };

    /// <summary>The samples of a kind.</summary>
    public static (string First, string Second) Of(string kind)
    {
        Assert.True(Known.ContainsKey(kind), $"Add two specs of {kind} here.");
        return Known[kind];
    }

    private static (string First, string Second) Varied(string spec, string one, string two) =>
        (spec.Replace("VARIED", one, StringComparison.Ordinal), spec.Replace("VARIED", two, StringComparison.Ordinal));
}
