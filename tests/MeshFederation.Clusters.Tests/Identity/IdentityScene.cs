using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// Two clusters with istiods, proxies and what makes pods anew after a restart, and a clock that goes on whenever somebody waits.
/// </summary>
internal sealed class IdentityScene : IAsyncDisposable
{
    private static readonly (string Kind, string Plural, string Name, string Ns)[] Workloads =
    [
        ("Deployment", "deployments", "istiod", "istio-system"), ("DaemonSet", "daemonsets", "ztunnel", "istio-system"),
        ("Deployment", "deployments", "gateway", "istio-system"), ("Deployment", "deployments", "shop", "default"),
    ];

    private readonly TestClusters _clusters;
    private readonly Dictionary<(string, string), string> _templates = [];

    private IdentityScene(TestClusters clusters)
    {
        _clusters = clusters;
        Clock = new(Advance);
        foreach (var cluster in clusters.All) cluster.Stamp = Clock;
    }

    public SteppingClock Clock { get; }

    /// <summary>Whether pods come up again.</summary>
    public bool HasControllers { get; set; } = true;

    /// <summary>Whether proxies that are started mount lists of revoked certificates.</summary>
    public bool ReadsLists { get; set; } = true;

    /// <summary>How far the clocks of nodes are ahead of that of the servers.</summary>
    public TimeSpan NodesAhead { get; init; }

    /// <summary>How long the first pods have been there: by default so long that all have renewed their certificates.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(8);

    public TestCluster this[string name] => _clusters[name];

    public IReadOnlyList<MeshCluster> Clusters =>
        [.. _clusters.All.Select(one => new MeshCluster(one.Name, one.Name) { Kubeconfig = _clusters.Kubeconfig })];

    public MeshCertificateAuthority Root { get; private set; } = null!;

    public static async Task<IdentityScene> StartAsync(TimeSpan nodesAhead = default, TimeSpan? age = null)
    {
        var scene = new IdentityScene(await TestClusters.StartAsync(2)) { NodesAhead = nodesAhead, Age = age ?? TimeSpan.FromDays(8) };
        scene.Root = scene.NewRoot();
        foreach (var cluster in scene._clusters.All) scene.Fill(cluster);
        return scene;
    }

    public MeshCertificateAuthority NewRoot() => RootCertificate.Create(
        "Shop root", "Shop", CertificateKeyAlgorithm.ECDSAP384, null, Clock.Start);

    public MeshIntermediateCertificate[] Certificates(MeshCertificateAuthority root) => [.. Clusters.Select(cluster =>
        IntermediateCertificate.Create(root, cluster, new(Clock.Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 }))];

    /// <summary>
    /// Gives each cluster what its istiod makes for itself, which no other trusts: in a Secret of its own, or in cacerts, as with
    /// USE_CACERTS_FOR_SELF_SIGNED_CA (istio security/pkg/pki/ca/ca.go BuildSecret).
    /// </summary>
    public void MakeSelfSigned(bool inCacerts = false)
    {
        foreach (var cluster in _clusters.All)
        {
            var (own, secret) = (NewRoot(), cluster.Find("secrets", "istio-system", "cacerts")!.DeepClone().AsObject());
            cluster.Remove("secrets", "istio-system", "cacerts");
            var (name, time) = (inCacerts ? "cacerts" : "istio-ca-secret", Text(Clock.Start.AddDays(-9)));
            secret["metadata"] = WrittenBy("pilot-discovery", Metadata(name, "istio-system", time), time);
            secret["type"] = "istio.io/ca-root";
            secret["data"] = new JsonObject { ["ca-cert.pem"] = Encode(own.Root.Pem), ["ca-key.pem"] = Encode(own.Key!.Reveal()) };
            if (inCacerts) (secret["data"]!["root-cert.pem"], secret["data"]!["istio-generated"]) = (Encode(own.Root.Pem), "");
            cluster.Put(secret);
            Serve(cluster, own.Root.Pem, time);
        }
    }

    /// <summary>The clusters as another user.</summary>
    public IReadOnlyList<MeshCluster> As(string user) => [.. Clusters.Select(one => one with { Context = $"{one.Context}-{user}" })];

    /// <summary>Somebody who exchanges authorities.</summary>
    /// <param name="restart">Whether pods are restarted.</param>
    /// <param name="force">Whether what others made is overwritten.</param>
    /// <param name="clusters">The clusters; null for all.</param>
    /// <param name="ahead">How far the clock of the own machine is ahead of that of the servers.</param>
    /// <param name="lease">How long leases hold, and by which clock; null for as long as usual, by the system's.</param>
    public IdentityPublisher Publisher(
        bool restart = true,
        bool force = false,
        IReadOnlyList<MeshCluster>? clusters = null,
        TimeSpan ahead = default,
        (LeaseTimes Times, TimeProvider Clock)? lease = null) => new(clusters ?? Clusters, new()
        {
            Restart = restart,
            Force = force,
            Clock = new WrongClock(Clock, ahead),
            Poll = TimeSpan.FromMinutes(1),
            Lease = lease?.Times ?? LeaseTimes.Usual,
            LeaseClock = lease?.Clock ?? TimeProvider.System,
        });

    /// <summary>A file of the Secret cacerts, as text.</summary>
    public string Held(string cluster, string key, string secret = "cacerts") => Encoding.UTF8.GetString(
        Convert.FromBase64String((string)_clusters[cluster].Find("secrets", "istio-system", secret)!["data"]![key]!));

    /// <summary>What istiod hands out as lists of revoked certificates, whatever its Secret has.</summary>
    public void HandOut(string cluster, string lists, DateTimeOffset at) => _clusters[cluster].Put(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = Metadata("istio-ca-crl", "istio-system", Text(at)),
        ["data"] = new JsonObject { ["ca-crl.pem"] = lists },
    });

    /// <summary>A file of the Secret cacerts, as text; empty where it has none.</summary>
    public string HeldOrNothing(string cluster, string key) =>
        _clusters[cluster].Find("secrets", "istio-system", "cacerts")!["data"]![key] is null ? "" : Held(cluster, key);

    public ValueTask DisposeAsync() => _clusters.DisposeAsync();

    private void Fill(TestCluster cluster)
    {
        var old = Text(Clock.Start.AddDays(-9));
        var own = Certificates(Root).Single(one => one.Cluster == cluster.Name);
        var data = new JsonObject();
        foreach (var file in CertificateFile.Of(own)) data[file.Name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Text));
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = WrittenBy(
                "meshfederation", Metadata("cacerts", "istio-system", old, ("app.kubernetes.io/managed-by", "meshfederation")), old),
            ["type"] = "Opaque",
            ["data"] = data,
        });
        Serve(cluster, own.Root[0].Pem, old);
        foreach (var (kind, plural, name, ns) in Workloads)
        {
            cluster.Put($"{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: {name}, namespace: {ns}, labels: {{app: {name}}}}}, spec: "
                + $"{{selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: "
                + "[{name: discovery, image: docker.io/istio/pilot:1.30.3}]}}}}");
            Start(cluster, kind, name, ns, "1", Clock.Start - Age);
            _templates[(cluster.Name, plural + name)] = Annotations(cluster, plural, ns, name);
        }
    }

    /// <summary>What controllers and istiods do while somebody waits.</summary>
    private void Advance(DateTimeOffset now)
    {
        foreach (var cluster in HasControllers ? _clusters.All : [])
        {
            foreach (var (kind, plural, name, ns) in Workloads)
            {
                var template = Annotations(cluster, plural, ns, name);
                if (_templates[(cluster.Name, plural + name)] == template) continue;
                _templates[(cluster.Name, plural + name)] = template;
                Start(cluster, kind, name, ns, template, now);
                if (name != "istiod") continue;
                if (Held(cluster.Name, "root-cert.pem") is var root && root != Served(cluster)) Serve(cluster, root, Text(now));
                if (cluster.Find("configmaps", "istio-system", "istio-ca-crl") is not null)
                    HandOut(cluster.Name, HeldOrNothing(cluster.Name, "ca-crl.pem"), now);
            }
        }
    }

    /// <summary>Starts a pod of a workload anew.</summary>
    public void Start(string cluster, string kind, string name, string ns) =>
        Start(_clusters[cluster], kind, name, ns, "1", Clock.Start - Age);

    private void Start(TestCluster cluster, string kind, string name, string ns, string template, DateTimeOffset now)
    {
        var hash = template.Length.ToString(CultureInfo.InvariantCulture);
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = Metadata(name + "-0", ns, Text(now), ("app", name), ("pod-template-hash", hash)),
            ["spec"] = new JsonObject
            {
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = name is "istiod" or "ztunnel" ? "main" : "istio-proxy",
                    ["image"] = "a",
                    ["volumeMounts"] = ReadsLists ? new JsonArray(new JsonObject { ["mountPath"] = "/var/run/secrets/istio/crl" }) : null,
                })
            },
            ["status"] = new JsonObject { ["phase"] = "Running", ["startTime"] = Text(now + NodesAhead) },
        };
        pod["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = kind == "Deployment" ? "ReplicaSet" : kind,
            ["name"] = kind == "Deployment" ? $"{name}-{hash}" : name,
            ["uid"] = name,
        });
        cluster.Put(pod);
    }

    private static void Serve(TestCluster cluster, string root, string time) => cluster.Put(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = Metadata("istio-ca-root-cert", "istio-system", time),
        ["data"] = new JsonObject { ["root-cert.pem"] = root },
    });

    private static string Served(TestCluster cluster) =>
        (string)cluster.Find("configmaps", "istio-system", "istio-ca-root-cert")!["data"]!["root-cert.pem"]!;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Annotations(TestCluster cluster, string plural, string ns, string name) =>
        cluster.Find(plural, ns, name)!["spec"]!["template"]!["metadata"]!["annotations"]?.ToJsonString() ?? "";

    private static JsonObject Metadata(string name, string ns, string time, params (string Key, string Value)[] labels)
    {
        var map = new JsonObject();
        foreach (var (key, value) in labels) map[key] = value;
        return new() { ["name"] = name, ["namespace"] = ns, ["creationTimestamp"] = time, ["labels"] = map };
    }

    private static JsonObject WrittenBy(string manager, JsonObject metadata, string time)
    {
        metadata["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = manager,
            ["operation"] = "Update",
            ["apiVersion"] = "v1",
            ["time"] = time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = new JsonObject { ["f:data"] = new JsonObject() },
        });
        return metadata;
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
