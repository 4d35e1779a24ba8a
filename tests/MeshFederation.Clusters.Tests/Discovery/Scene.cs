using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>What a cluster with Istio has, as charts install it; a test puts what it is about over it.</summary>
internal static class Scene
{
    public static readonly ServedKind Webhooks =
        new("admissionregistration.k8s.io", ["v1"], "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    public static readonly ServedKind ApiGateways = new("gateway.networking.k8s.io", ["v1", "v1beta1"], "gateways", "Gateway");

    public const string Gateway = """
        apiVersion: v1
        kind: Service
        metadata: {name: istio-eastwestgateway, namespace: istio-system, labels: {app: istio-eastwestgateway, istio: eastwestgateway, topology.istio.io/network: network1}}
        spec:
          type: LoadBalancer
          selector: {app: istio-eastwestgateway, istio: eastwestgateway}
          ports:
          - {name: status-port, port: 15021, nodePort: 31021}
          - {name: tls, port: 15443, nodePort: 31443}
        status: {loadBalancer: {ingress: [{ip: 172.18.0.230}]}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: istio-eastwestgateway-1, namespace: istio-system, labels: {app: istio-eastwestgateway, istio: eastwestgateway}}
        spec:
          nodeName: node-b
          containers: [{name: istio-proxy, image: 'docker.io/istio/proxyv2:1.30.2'}]
        status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}
        """;

    public static string Istiod(
        string image = "docker.io/istio/pilot:1.30.3-distroless",
        string revision = "default",
        string ns = "istio-system",
        string args = "[discovery, '--domain', mesh.example]",
        string env = "[]",
        string labels = "") => $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: {{Named("istiod", revision)}}, namespace: {{ns}}, labels: {app: istiod, istio.io/rev: {{revision}}{{labels}} } }
            spec: {template: {spec: {containers: [{name: discovery, image: '{{image}}', args: {{args}}, env: {{env}} }] } } }
            status: {readyReplicas: 1}
            """;

    /// <summary>A server that serves more kinds than federations need.</summary>
    public static Task<TestClusters> StartAsync(params ServedKind[] more)
    {
        var options = new TestClusterOptions();
        return TestClusters.StartAsync(1, options with { Kinds = [.. options.Kinds, .. more] });
    }

    /// <summary>A tag that means a revision.</summary>
    public static string Tag(string tag, string revision, string suffix = "") => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: istio-revision-tag-{{tag}}{{suffix}}, labels: {istio.io/rev: {{revision}}, istio.io/tag: {{tag}} } }
        """;

    /// <summary>A gateway's Service: what it has in its metadata, its spec beside the selector, and its status.</summary>
    public static string Service(
        string metadata,
        string spec,
        string status = "{loadBalancer: {ingress: [{ip: 192.0.2.1}]}}",
        string selector = "{app: gw}") => $$"""
            apiVersion: v1
            kind: Service
            metadata: { {{metadata}} }
            spec: {selector: {{selector}}, {{spec}} }
            status: {{status}}
            """;

    /// <summary>A pod of that gateway, by its labels and containers.</summary>
    public static string Pod(
        string name,
        string labels,
        string containers = "[{name: istio-proxy, image: 'istio/proxyv2:1.30.2'}]",
        string annotations = "{}",
        string ns = "istio-system") => $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: {{name}}, namespace: {{ns}}, labels: {{labels}}, annotations: {{annotations}} }
            spec: {nodeName: node-b, containers: {{containers}} }
            status: {phase: Running, conditions: [{type: Ready, status: 'True'}] }
            """;

    public static string Mesh(string yaml, string revision = "default", string ns = "istio-system") =>
        Map(Named("istio", revision), ns, "mesh", yaml);

    public static string Map(string name, string ns, string key, string text) => $"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {"{"}name: {name}, namespace: {ns}{"}"}
        data:
          {key}: |
            {text.ReplaceLineEndings("\n    ")}
        """;

    public static string Root(string pem) => Map("istio-ca-root-cert", "istio-system", "root-cert.pem", pem);

    public static string Named(string name, string revision) => revision == "default" ? name : $"{name}-{revision}";
}
