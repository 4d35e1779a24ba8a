using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>Real API servers with what control planes with authorities below one root have.</summary>
internal static class RealIdentities
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly ResourceKind Definitions =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    /// <summary>The names of the clusters.</summary>
    public static readonly string[] Two = ["cluster1", "cluster2"];

    /// <summary>The type of Secrets that istiod makes (istio security/pkg/pki/ca/ca.go IstioCASecretType).</summary>
    public const string GeneratedType = "istio.io/ca-root";

    /// <summary>Clusters with istiod's objects, a new authority below one root, and workloads; what was there of them goes.</summary>
    /// <param name="kubeconfig">The kubeconfig.</param>
    /// <param name="source">What the ConfigMap of the mesh configuration says of what it was made of.</param>
    public static async Task<MeshCertificateAuthority> PrepareAsync(string kubeconfig, string source = "labels: {}")
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        var root = RootCertificate.Create("Shop root", "Shop", CertificateKeyAlgorithm.ECDSAP384, null, now);
        var clusters = Two.Select(name => new MeshCluster(name, name) { Kubeconfig = kubeconfig }).ToList();
        foreach (var name in Two)
        {
            var api = Api(name, kubeconfig);
            foreach (var secret in (await api.ListAsync(ResourceKinds.Secret, "istio-system", null, Ct)).Item)
            {
                var called = secret.Map("metadata")!.Text("name")!;
                if (called.StartsWith(AuthoritySecret.Name, StringComparison.Ordinal))
                    await api.DeleteAsync(ResourceKinds.Secret, "istio-system", called, new(), Ct);
            }

            foreach (var text in Objects(name, root.Root.Pem, source))
            {
                var value = Read(text);
                await ApplyAsync(api, ResourceKinds.Of(value.Text("apiVersion")!, value.Text("kind")!), value);
            }
        }

        var goal = RotationGoal.Of(
            [
                .. clusters.Select(cluster => IntermediateCertificate.Create(
                    root, cluster, new(now) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 })),
            ],
            changesRoot: false);
        var made = await new IdentityPublisher(clusters, new() { Force = true }).InstallAsync(goal, Ct).ToListAsync(Ct);
        Assert.Equal([IdentityAction.Create, IdentityAction.Create], made.Select(change => change.Action));
        foreach (var cluster in clusters) await ProveAsync(Api(cluster.Context, kubeconfig), goal.Authority[cluster.Name]);
        return root;
    }

    /// <summary>Makes the Secret of a cluster one that istiod made itself, of a type that no write may change.</summary>
    public static async Task MakeGeneratedAsync(string kubeconfig, string cluster)
    {
        var api = Api(cluster, kubeconfig);
        var data = (await api.GetAsync(ResourceKinds.Secret, "istio-system", AuthoritySecret.Name, Ct))!.Map("data")!;
        await api.DeleteAsync(ResourceKinds.Secret, "istio-system", AuthoritySecret.Name, new(), Ct);
        var secret = UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "Secret"),
            ("metadata", UnstructuredMap.Of(("name", AuthoritySecret.Name), ("namespace", "istio-system"))),
            ("type", GeneratedType),
            ("data", data.With("istio-generated", "")));
        await api.ApplyAsync(ResourceKinds.Secret, secret, new(Force: true, FieldManager: "istiod"), Ct);
    }

    /// <summary>The kinds that mesh configurations are made of, with an object of each.</summary>
    public static async Task MakeOwnersAsync(string kubeconfig)
    {
        foreach (var (name, api) in Two.Select(name => (name, Api(name, kubeconfig))))
        {
            foreach (var (kind, obj) in Owners)
            {
                await ApplyAsync(api, Definitions, Read(Definition(kind)));
                for (var tries = 0; !await IsMadeAsync(api, kind, Read(obj)); tries++)
                {
                    Assert.True(tries < 3000, $"{name}: the kind {kind.Kind} is not served.");
                    await Task.Delay(20, Ct);
                }
            }
        }
    }

    /// <summary>A kind is served a moment after it is defined.</summary>
    private static async Task<bool> IsMadeAsync(KubernetesApi api, ResourceKind kind, UnstructuredMap value)
    {
        try
        {
            await ApplyAsync(api, kind, value);
            return true;
        }
        catch (ApiException exception) when (exception.Status == 404)
        {
            return false;
        }
    }

    private static IEnumerable<(ResourceKind Kind, string Object)> Owners =>
    [
        (MeshConfigReading.Revision, "{apiVersion: sailoperator.io/v1, kind: IstioRevision, metadata: {name: default-v1-30-3, "
            + "ownerReferences: [{apiVersion: sailoperator.io/v1, kind: Istio, name: default, uid: u0}]}}"),
        (MeshConfigReading.Istio, "{apiVersion: sailoperator.io/v1, kind: Istio, metadata: {name: default}, spec: {}}"),
        (MeshConfigReading.Operator, "{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, metadata: {name: installed-state, "
            + "namespace: istio-system}, spec: {profile: default}}"),
    ];

    private static string Definition(ResourceKind kind) =>
        $"{{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {{name: {kind.Plural}.{kind.Group}}}, spec: "
        + $"{{group: {kind.Group}, scope: {(kind.Namespaced ? "Namespaced" : "Cluster")}, names: {{plural: {kind.Plural}, kind: "
        + $"{kind.Kind}}}, versions: [{{name: {kind.Version}, served: true, storage: true, schema: {{openAPIV3Schema: {{type: object, "
        + "x-kubernetes-preserve-unknown-fields: true}}}]}}";

    private static UnstructuredMap Read(string yaml) => YamlReader.ReadText(yaml, "test").Single().Content;

    private static Task ApplyAsync(KubernetesApi api, ResourceKind kind, UnstructuredMap value) =>
        api.ApplyAsync(kind, value, new(Force: true, FieldManager: "helm"), Ct);

    /// <summary>Remembers that every proxy has the authority, as an exchange does that has come to its end.</summary>
    private static async Task ProveAsync(KubernetesApi api, MeshIntermediateCertificate authority)
    {
        var secret = (await api.GetAsync(ResourceKinds.Secret, "istio-system", AuthoritySecret.Name, Ct))!;
        var metadata = secret.Map("metadata")!;
        var proof = $"{metadata.Text("uid")}/{authority.Certificate.Fingerprint}";
        await api.ReplaceAsync(ResourceKinds.Secret, secret.With("metadata", metadata.With(
            "annotations", UnstructuredMap.Of(("meshfederation.io/proven-authority", proof)))), Ct);
    }

    private static IEnumerable<string> Objects(string cluster, string root, string source) =>
    [
        Workload("Deployment", "istio-system", "istiod", "labels: {app: istiod}"),
        Workload("DaemonSet", "istio-system", "ztunnel", "labels: {}"),
        Workload("StatefulSet", "default", "db", "labels: {}"),
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: istio, namespace: istio-system, {source}}}, data: {{mesh: \"trustDomain: "
        + $"{cluster}.example\\ncaCertificates:\\n- trustDomains: [three.example]\\n\"}}}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-ca-root-cert, namespace: istio-system}, data: {root-cert.pem: "
        + $"{System.Text.Json.JsonSerializer.Serialize(root)}}}}}",
    ];

    private static string Workload(string kind, string ns, string name, string labels) =>
        $"{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: {name}, namespace: {ns}, {labels}}}, spec: {{"
        + (kind == "StatefulSet" ? "serviceName: db, " : "")
        + $"selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: "
        + "[{name: discovery, image: 'docker.io/istio/pilot:1.30.3'}]}}}}";

    private static KubernetesApi Api(string context, string kubeconfig) => KubernetesConnections.For(context, kubeconfig);
}
