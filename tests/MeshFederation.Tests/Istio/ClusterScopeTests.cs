using MeshFederation.Clusters.Manifests;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Istio;

/// <summary>Objects of files that name no namespace are in <c>default</c>, save those that lie in none.</summary>
public sealed class ClusterScopeTests
{
    [Theory]
    [InlineData("v1", "Namespace", true)]
    [InlineData("v1", "Node", true)]
    [InlineData("v1", "Service", false)]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", true)]
    [InlineData("gateway.networking.k8s.io/v1", "GatewayClass", true)]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", false)]
    [InlineData("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", true)]
    [InlineData("example.com/v1", "Node", false)]
    public void A_kind_lies_in_namespaces_by_its_group_too(string apiVersion, string kind, bool isWithout)
    {
        Assert.Equal(isWithout, ClusterScope.Has(apiVersion, kind));
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        try
        {
            File.WriteAllText(file, $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\n");
            Assert.Equal(isWithout ? "" : "default", Assert.Single(ManifestFiles.Read(file, "c1")).Namespace);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
