using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>
/// Two clusters with Istio, a gateway and pods, in which the bookinfo federation is published and everything is as it should be.
/// </summary>
internal sealed class CheckedScene : IAsyncDisposable
{
    private static readonly Lazy<string> Root = new(() => Certificate("CN=root", 3650));

    private CheckedScene(TestClusters clusters) => Clusters = clusters;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestClusters Clusters { get; }

    public TestCluster One => Clusters["cluster1"];

    public TestCluster Two => Clusters["cluster2"];

    public static async Task<CheckedScene> OpenAsync(bool publish = true)
    {
        var scene = new CheckedScene(await TestClusters.StartAsync(2));
        scene.Put("cluster1", "192.0.2.1", ["v1", "v2"]);
        scene.Put("cluster2", "192.0.2.2", ["v3"]);
        if (publish) await scene.PublishAsync();
        return scene;
    }

    public static string Certificate(string subject, double days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-4000), DateTimeOffset.UtcNow.AddDays(days));
        return certificate.ExportCertificatePem();
    }

    /// <summary>The root of all its clusters.</summary>
    public static string RootPem => Root.Value;

    public MeshService Service => ServiceOf("");

    public async Task<IReadOnlyList<MeshCheck>> CheckAsync(params MeshService[] services) => CheckList.Run(await ReadAsync(services));

    public Task<CheckScene> ReadAsync(params MeshService[] services) =>
        new LiveChecker(8, new(TimeSpan.FromMinutes(1), isAsked: false)) { ReadsAuthorities = true }
        .ReadAsync("bookinfo", services.Length == 0 ? [Service] : services, AddressPool.Parse(AddressPool.DefaultRange), Ct);

    /// <summary>The service in clusters that are read as another user, as with the contexts that end in <c>-viewer</c>.</summary>
    public MeshService ServiceOf(string user) => ServiceDeclaration.Check(new MeshService(
        name: "reviews",
        ns: "default",
        port: [PortSyntax.Parse("http:9080")],
        instance: [
            new(Cluster("cluster1", "192.0.2.1", user)),
            new(Cluster("cluster2", "192.0.2.2", user)) { ServiceAccount = ["bookinfo-reviews"] }
        ],
        clientCluster: [Cluster("cluster1", "192.0.2.1", user)]))
        .WithTrafficSplit([
            DestinationSyntax.Parse("cluster2/v3:75"),
            DestinationSyntax.Parse("cluster1/v1:15"),
            DestinationSyntax.Parse("cluster1/v2:10")
        ], []);

    public async Task PublishAsync(MeshService? service = null)
    {
        var pool = AddressPool.Parse(AddressPool.DefaultRange);
        var comparison = await new FederationComparer(new()).CompareAsync("bookinfo", [service ?? Service], pool, Ct);
        foreach (var change in comparison.Plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update))
        {
            await KubernetesConnections.For(change.Cluster, Clusters.Kubeconfig)
                .ApplyAsync(ResourceKinds.Of(change.ApiVersion, change.Kind), change.Wanted!, new(), Ct);
        }
    }

    public ValueTask DisposeAsync() => Clusters.DisposeAsync();

    public static void TellNothing(TestCluster cluster) => Tell(cluster, static _ => Server.Requests.ApiAnswer.OfText("", 401));

    /// <summary>Lets the istiod pod answer through the API server's proxy.</summary>
    public static void Tell(TestCluster cluster, Func<string, Server.Requests.ApiAnswer> answer) =>
        cluster.Proxy("istio-system", "istiod-1:15014", answer, "pods");

    /// <summary>The mesh configuration of a cluster.</summary>
    public static string MeshConfig(string name, string more) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: istio, namespace: istio-system}}\ndata:\n  mesh: |\n    trustDomain: {name}\n"
        + $"    {more}\n";

    /// <summary>The Secret of a cluster's authority, which ends in some days.</summary>
    public static string Authority(double days) => System.Text.Json.JsonSerializer.Serialize(new
    {
        apiVersion = "v1",
        kind = "Secret",
        metadata = new { name = "cacerts", @namespace = "istio-system" },
        data = new Dictionary<string, string>
        {
            ["ca-cert.pem"] = Encode(Certificate("CN=authority", days)),
            ["root-cert.pem"] = Encode(Root.Value),
        },
    });

    private static string Encode(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    public static string RootMap(string pem) =>
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-ca-root-cert, namespace: istio-system}\ndata:\n  root-cert.pem: |\n"
        + $"{string.Concat(pem.Split('\n').Select(line => $"    {line}\n"))}";

    public static string Pod(
        string name, string labels, bool sidecar = true, bool ready = true, string space = "default", string env = "[]") =>
            "apiVersion: v1\nkind: Pod\n"
            + $"metadata: {{name: {name}, namespace: {space}, labels: "
            + $"{{{labels}{(sidecar ? ", security.istio.io/tlsMode: istio" : "")}}}}}\n"
            + $"spec: {{serviceAccountName: bookinfo-reviews, nodeName: node1, containers: [{{name: {(sidecar ? "istio-proxy" : "app")}, "
            + $"image: 'docker.io/istio/proxyv2:1.30.3', env: {env}}}]}}\n"
            + $"status: {{phase: Running, conditions: [{{type: Ready, status: '{ready}'}}]}}\n";

    private void Put(string name, string address, string[] versions)
    {
        var cluster = Clusters[name];
        cluster.Put($$$$$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: istiod, namespace: istio-system, labels: {app: istiod, istio.io/rev: default}}
            spec:
              selector: {matchLabels: {app: istiod}}
              template:
                metadata: {labels: {app: istiod}}
                spec: {containers: [{name: discovery, image: 'docker.io/istio/pilot:1.30.3', args: [discovery, --domain, cluster.local]}]}
            status: {readyReplicas: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: istio-ingressgateway, namespace: istio-system, labels: {istio: ingressgateway}}
            spec: {type: LoadBalancer, selector: {istio: ingressgateway}, ports: [{name: tls, port: 15443, targetPort: 15443}]}
            status: {loadBalancer: {ingress: [{ip: {{{{{{address}}}}}}}]}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: reviews, namespace: default}
            spec: {selector: {app: reviews}, clusterIP: 10.0.0.5, ports: [{name: http, port: 9080}]}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: default, labels: {istio-injection: enabled}}
            """);
        cluster.Put("{apiVersion: v1, kind: Pod, metadata: {name: istiod-1, namespace: istio-system, labels: {app: istiod}}, spec: "
            + "{containers: [{name: discovery}]}, status: {phase: Running}}");
        cluster.Put(Pod("gateway-1", "istio: ingressgateway", space: "istio-system"));
        cluster.Put(MeshConfig(name, "trustDomainAliases: [cluster1]"));
        cluster.Put(RootMap(Root.Value));
        cluster.Put(Authority(3650));
        foreach (var version in versions) cluster.Put(Pod($"reviews-{version}-1", $"app: reviews, version: {version}"));
        TellNothing(cluster);
    }

    private MeshCluster Cluster(string name, string address, string user) =>
        ClusterDeclaration.Check(
            new(name, name + user) { Kubeconfig = Clusters.Kubeconfig, TrustDomain = name, Gateway = new() { Address = [address] } });
}
