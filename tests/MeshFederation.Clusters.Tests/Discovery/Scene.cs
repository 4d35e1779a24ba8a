namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>What a cluster with Istio has, as charts install it; a test puts what it is about over it.</summary>
internal static class Scene
{
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

    public static string Istiod(string image = "docker.io/istio/pilot:1.30.3-distroless", string revision = "default", string ns = "istio-system", string args = "[discovery, '--domain', mesh.example]", string env = "[]", string labels = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{Named("istiod", revision)}}, namespace: {{ns}}, labels: {app: istiod, istio.io/rev: {{revision}}{{labels}} } }
        spec: {template: {spec: {containers: [{name: discovery, image: '{{image}}', args: {{args}}, env: {{env}} }] } } }
        status: {readyReplicas: 1}
        """;

    public static string Mesh(string yaml, string revision = "default", string ns = "istio-system") => Map(Named("istio", revision), ns, "mesh", yaml);

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
