using MeshFederation.Clusters.Tests.Discovery;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Live.Tests;

/// <summary>Two clusters with Istio and the sample shop: reviews v1 and v2 run in cluster1, v3 in cluster2.</summary>
internal static class LiveScene
{
    private const string Root = """
        -----BEGIN CERTIFICATE-----
        MIIBmzCCAUGgAwIBAgIUYMmFoOsBsmqh3LXzTSOQF+IXalIwCgYIKoZIzj0EAwIw
        IzENMAsGA1UECgwEc2hvcDESMBAGA1UEAwwJc2hvcC1yb290MB4XDTI2MTEyNDE5
        NTQzNloXDTQ2MDEyMzE5NTQzNlowIzENMAsGA1UECgwEc2hvcDESMBAGA1UEAwwJ
        c2hvcC1yb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJyyLLGva3/dneOWx
        IEPhjVyZW1HRpIy3A1Fc4Hv8s8pzqBf3EEyCr2/DYmCOnQLStTvSDvVKdF0qMGaU
        K03ruqNTMFEwHQYDVR0OBBYEFO+vtyI4uAbIvsjBlgbfBs8rAzM0MB8GA1UdIwQY
        MBaAFO+vtyI4uAbIvsjBlgbfBs8rAzM0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
        zj0EAwIDSAAwRQIgag94H/en5P4zIvcO6UgWuDfcXt4DKLDzzLKP78ekQdcCIQDQ
        CK7KbSXMw+7GIbPPkpsuzprFWHo5vxqfwS0kXDAIOg==
        -----END CERTIFICATE-----
        """;

    public static async Task<TestClusters> StartAsync()
    {
        var clusters = await TestClusters.StartAsync(2);
        Fill(clusters["cluster1"], "172.18.0.220", ["v1", "v2"], "true");
        Fill(clusters["cluster2"], "172.18.0.230", ["v3"], "false");
        return clusters;
    }

    private static void Fill(TestCluster cluster, string gateway, string[] versions, string capture)
    {
        cluster.Put(Scene.Istiod(args: "[discovery, '--domain', cluster.local]"));
        cluster.Put(Scene.Mesh($"trustDomain: {cluster.Name}\nrootNamespace: istio-system\ndefaultConfig: {"{"}proxyMetadata: "
            + $"{"{"}ISTIO_META_DNS_CAPTURE: \"{capture}\"{"}}"}"));
        cluster.Put(Scene.Root(Root));
        cluster.Put(Scene.Gateway.Replace("172.18.0.230", gateway, StringComparison.Ordinal)
            .Replace("istio: eastwestgateway}}", "istio: eastwestgateway, istio.io/rev: default}}", StringComparison.Ordinal));
        cluster.Put(Service("reviews", "{name: http, port: 9080}"));
        cluster.Put(Service("ratings", "{name: grpc, port: 9090, appProtocol: grpc}"));
        foreach (var version in versions) cluster.Put(Pods("reviews", version));
        cluster.Put(Pods("ratings", "v1"));
    }

    private static string Service(string name, string port) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: default}
        spec: {selector: {app: {{name}} }, ports: [{{port}}] }
        """;

    /// <summary>Two pods of a version, one of which is ready.</summary>
    private static string Pods(string app, string version) =>
        string.Join("\n---\n", new[] { ("a", "True"), ("b", "False") }.Select(pod => $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: {{app}}-{{version}}-{{pod.Item1}}, namespace: default, labels: {app: {{app}}, version: {{version}} } }
            spec: {serviceAccountName: bookinfo-{{app}}, containers: [{name: {{app}}, image: 'shop/{{app}}:1'}] }
            status: {phase: Running, conditions: [{type: Ready, status: '{{pod.Item2}}'}] }
            """));
}
