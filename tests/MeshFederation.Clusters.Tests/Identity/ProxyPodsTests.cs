using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Yaml;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What makes a pod with a proxy anew when it is restarted.</summary>
public sealed class ProxyPodsTests
{
    [Theory]
    [InlineData("apps/v1", "ReplicaSet", "web-5d", "deployment/web")]
    [InlineData("apps/v1", "StatefulSet", "web", "statefulset/web")]
    [InlineData("apps/v1", "DaemonSet", "web", "daemonset/web")]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet", "web", null)]
    [InlineData("apps.kruise.io/v1alpha1", "DaemonSet", "web", null)]
    [InlineData("example.com/v1", "ReplicaSet", "web-5d", null)]
    [InlineData("batch/v1", "Job", "web", null)]
    public void The_owner_of_a_pod_is_known_by_its_group_and_kind(string apiVersion, string kind, string name, string? owner)
    {
        var pod = YamlReader.ReadText(
            "{apiVersion: v1, kind: Pod, metadata: {name: web-0, namespace: shop, labels: {pod-template-hash: 5d}, ownerReferences: "
            + $"[{{apiVersion: {apiVersion}, kind: {kind}, name: {name}, uid: u1}}]}}, spec: {{containers: [{{name: istio-proxy}}]}}}}",
            "a.yaml")[0].Content;
        Assert.Equal(owner, ProxyPods.Of(pod, TimeSpan.FromDays(1)).Owner?.ToString());
    }
}
