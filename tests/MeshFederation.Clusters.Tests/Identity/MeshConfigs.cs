using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Clusters with mesh configurations, and what these are made of.</summary>
internal static class MeshConfigs
{
    public const string Helm = "annotations: {meta.helm.sh/release-name: istiod, meta.helm.sh/release-namespace: istio-system}";

    public const string Sail =
        "ownerReferences: [{apiVersion: sailoperator.io/v1, kind: IstioRevision, name: default-v1-30-3, uid: u1}]";

    public const string Operator = "labels: {install.operator.istio.io/owning-resource: installed-state, "
        + "install.operator.istio.io/owning-resource-namespace: istio-system}";

    public static async Task<TestClusters> StartedAsync(string version = "1.30.3", string metadata = "labels: {}")
    {
        var clusters = await TestClusters.StartAsync(2);
        Fill(clusters["cluster1"], metadata, "trustDomain: one.example\n", version);
        Fill(clusters["cluster2"], "labels: {}", "trustDomain: two.example\n", version);
        return clusters;
    }

    public static MeshCluster[] Both(TestClusters clusters) =>
        [.. clusters.All.Select(one => new MeshCluster(one.Name, one.Name) { Kubeconfig = clusters.Kubeconfig })];

    public static void Fill(TestCluster cluster, string metadata, string mesh, string version = "1.30.3", bool owners = true)
    {
        cluster.Put("{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}, "
            + "spec: {selector: {matchLabels: {app: istiod}}, template: {metadata: {labels: {app: istiod}}, spec: {containers: "
            + $"[{{name: discovery, image: 'docker.io/istio/pilot:{version}'}}]}}}}}}}}");
        cluster.Put($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: istio, namespace: istio-system, {metadata}}}, data: {{mesh: "
            + $"{System.Text.Json.JsonSerializer.Serialize(mesh)}}}}}");
        if (!owners) return;
        cluster.Put("{apiVersion: sailoperator.io/v1, kind: IstioRevision, metadata: {name: default-v1-30-3, ownerReferences: "
            + "[{apiVersion: sailoperator.io/v1, kind: Istio, name: default, uid: u0}]}}");
        cluster.Put("{apiVersion: sailoperator.io/v1, kind: Istio, metadata: {name: default}, spec: {values: {meshConfig: "
            + "{enableTracing: true}}}}");
        cluster.Put("{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, metadata: {name: installed-state, namespace: "
            + "istio-system}, spec: {profile: default}}");
    }

    /// <summary>Clusters of which the first accepts a third, as what its mesh configuration is made of says.</summary>
    public static async Task<TestClusters> TrustingThreeAsync(IstioInstallation installation)
    {
        var clusters = await StartedAsync();
        Fill(clusters["cluster1"], Made(installation), "trustDomain: one.example\ncaCertificates:\n- trustDomains: [three.example]\n");
        SetOwner(clusters["cluster1"], installation, new(new JsonObject { ["trustDomains"] = new JsonArray("three.example") }));
        return clusters;
    }

    public static string Made(IstioInstallation installation) => installation == IstioInstallation.Sail ? Sail : Operator;

    public static string OwnerText(TestCluster cluster, IstioInstallation installation) =>
        Owner(cluster, installation)["spec"]!.ToJsonString();

    /// <summary>Gives the list of authorities in what a mesh configuration is made of a value; null takes the list out.</summary>
    public static void SetOwner(TestCluster cluster, IstioInstallation installation, JsonArray? list)
    {
        var owner = Owner(cluster, installation);
        var spec = owner["spec"]!.AsObject();
        var holder = installation == IstioInstallation.Sail ? spec["values"]!.AsObject() : spec;
        holder["meshConfig"] ??= new JsonObject();
        var mesh = holder["meshConfig"]!.AsObject();
        mesh.Remove("caCertificates");
        if (list is not null) mesh["caCertificates"] = list;
        cluster.Put(owner);
    }

    private static JsonObject Owner(TestCluster cluster, IstioInstallation installation) => installation == IstioInstallation.Sail
        ? cluster.Find("istios", null, "default")!
        : cluster.Find("istiooperators", "istio-system", "installed-state")!;
}
