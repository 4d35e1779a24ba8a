using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>Two clusters with istiod, a gateway and a version of reviews each, as the runbooks have them.</summary>
internal sealed class RunbookClusters : IAsyncDisposable
{
    private readonly TestClusters _clusters;

    private RunbookClusters(TestClusters clusters) => _clusters = clusters;

    public string Kubeconfig => _clusters.Kubeconfig;

    public static async Task<RunbookClusters> StartAsync()
    {
        var clusters = await TestClusters.StartAsync(2);
        Put(clusters["cluster1"], "192.0.2.1", "v1");
        Put(clusters["cluster2"], "192.0.2.2", "v3");
        return new(clusters);
    }

    /// <summary>How the objects of a kind are in a cluster, by namespace and name.</summary>
    public int Count(string cluster, string plural) => _clusters[cluster].All(plural).Count;

    public void Remove(string cluster, string plural, string name) => _clusters[cluster].Remove(plural, "default", name);

    /// <summary>Takes the right to list a kind away.</summary>
    public void Forbid(string cluster, string plural) => _clusters[cluster].Faults.Add(
        Fault.Answer(StatusBody.Failure(403, "Forbidden", $"{plural} is forbidden")),
        request => request.Verb == "list" && request.Plural == plural,
        times: FaultScript.Always);

    public ValueTask DisposeAsync() => _clusters.DisposeAsync();

    private static void Put(TestCluster cluster, string address, string version)
    {
        cluster.Put("""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "istiod", "namespace": "istio-system",
             "labels": {"app": "istiod", "istio.io/rev": "default"}}, "spec": {"selector": {"matchLabels": {"app": "istiod"}},
             "template": {"metadata": {"labels": {"app": "istiod"}}, "spec": {"containers":
             [{"name": "discovery", "image": "docker.io/istio/pilot:1.30.3"}]}}}, "status": {"readyReplicas": 1}}
            """);
        cluster.Put("""
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "istio-ingressgateway", "namespace": "istio-system",
             "labels": {"istio": "ingressgateway"}}, "spec": {"type": "LoadBalancer", "selector": {"istio": "ingressgateway"},
             "ports": [{"name": "tls", "port": 15443, "targetPort": 15443}]}, "status":
            """ + $$$$"""
             {"loadBalancer": {"ingress": [{"ip": "{{{{address}}}}"}]}}}
            """);
        cluster.Put("""
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "reviews", "namespace": "default"}, "spec":
             {"selector": {"app": "reviews"}, "clusterIP": "10.0.0.5", "ports": [{"name": "http", "port": 9080}]}}
            """);
        Pod(cluster, "gateway", "istio-system", """{"istio": "ingressgateway", "security.istio.io/tlsMode": "istio"}""");
        Pod(
            cluster,
            $"reviews-{version}",
            "default",
            $$"""{"app": "reviews", "version": "{{version}}", "security.istio.io/tlsMode": "istio"}""");
        cluster.Put("""
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"}, "data":
             {"mesh": "trustDomain: cluster.local\n"}}
            """);
    }

    private static void Pod(TestCluster cluster, string name, string space, string labels) => cluster.Put($$$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{{name}}}", "namespace": "{{{space}}}", "labels": {{{labels}}}},
         "spec": {"nodeName": "node1", "containers": [{"name": "istio-proxy", "image": "docker.io/istio/proxyv2:1.30.3"}]},
         "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}
        """);
}
