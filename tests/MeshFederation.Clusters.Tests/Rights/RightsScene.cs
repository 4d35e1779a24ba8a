using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Tests.Discovery;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>
/// A cluster with Istio behind node ports, so that reading it needs every right; and what reading and publishing ask of it.
/// </summary>
internal static class RightsScene
{
    private static readonly ResourceKind[] Published =
    [
        .. FederatedKinds.Of(new("cluster1", "cluster1"))
            .Where(kind => Planning.Kinds.ObjectKinds.Of(kind.ApiVersion, kind.Kind) is { IsAmbient: false }),
    ];

    private static readonly ResourceKind[] Read =
        [.. ReadKind.All.Where(kind => kind.IsLive).Select(kind => ResourceKinds.Of(kind, IstioVersion.Current))];

    public static IEnumerable<UnstructuredMap> Objects => new[]
    {
        Scene.Istiod().Replace(
            "spec: {template: {spec",
            "spec: {selector: {matchLabels: {app: istiod}}, template: {metadata: {labels: {app: istiod}}, spec",
            StringComparison.Ordinal),
        Scene.Mesh("trustDomain: td1"),
        "apiVersion: v1\nkind: Node\nmetadata: {name: node-a}\nstatus: {addresses: [{type: InternalIP, address: 10.0.0.1}], conditions: "
        + "[{type: Ready, status: 'True'}]}",
        "apiVersion: v1\nkind: Service\nmetadata: {name: gateway, namespace: istio-system, labels: {istio: eastwestgateway}}\nspec: {type: "
        + "NodePort, selector: {istio: eastwestgateway}, ports: [{name: tls, port: 15443, protocol: TCP, nodePort: 31443}]}",
    }.SelectMany(yaml => YamlReader.ReadText(yaml, "scene")).Select(document => document.Content);

    /// <summary>Reads all that any command reads. What fails is thrown.</summary>
    public static async Task ReadAsync(KubernetesApi api, string context, string kubeconfig, CancellationToken ct)
    {
        var found = await new ClusterDiscovery(kubeconfig, new()).ReadAsync([new(context, "cluster1")], ct).SingleAsync(ct);
        if (found.Failure is not null) throw found.Failure;
        MeshCluster[] clusters = [found.Cluster!];
        var services = await new LiveServices(new()).ReadAsync(clusters, ct).SingleAsync(ct);
        if (services.Failure is not null) throw services.Failure;
        foreach (var kind in Read) await api.ListAsync(kind, null, null, ct);
        await api.GetAsync(ResourceKinds.Namespace, null, "nothing", ct);
        await api.ListAsync(ResourceKinds.ConfigMap, "istio-system", "a=b", ct);
        await api.ListAsync(ResourceKinds.Lease, "istio-system", null, ct);
    }

    /// <summary>Writes all that publishing, undoing and unpublishing write. What fails is thrown.</summary>
    public static async Task WriteAsync(KubernetesApi api, CancellationToken ct)
    {
        foreach (var kind in Published)
        {
            await api.GetAsync(kind, "istio-system", "nothing", ct);
            var wanted = Api.Objects.Of(kind, "default", "rights", ("spec", Spec(kind.Kind)));
            await api.DeleteAsync(kind, "default", "rights", new(), ct);
            var made = await api.ApplyAsync(kind, wanted, new(), ct);
            await api.ReplaceAsync(kind, made, ct);
        }

        await api.DeleteAsync(ResourceKinds.ConfigMap, "istio-system", "rights", new(), ct);
        await api.ApplyAsync(ResourceKinds.ConfigMap, Api.Objects.ConfigMap("rights", "1", "istio-system"), new(), ct);
        await api.GetAsync(ResourceKinds.Lease, "istio-system", "nothing", ct);
        var lease = Api.Objects.Of(ResourceKinds.Lease, "istio-system", "rights", ("spec", UnstructuredMap.Of(("holderIdentity", "me"))));
        await api.DeleteAsync(ResourceKinds.Lease, "istio-system", "rights", new(), ct);
        await api.ReplaceAsync(ResourceKinds.Lease, await api.CreateAsync(ResourceKinds.Lease, lease, ct), ct);
        await ForwardAsync(api, ct);
    }

    /// <summary>There is no such pod; that this is what is said shows that it might be asked.</summary>
    private static async Task ForwardAsync(KubernetesApi api, CancellationToken ct)
    {
        try
        {
            await using var port = await api.ForwardAsync("istio-system", "nothing", 15014, ct);
            Assert.Fail("A port of a pod that is not there was forwarded.");
        }
        catch (ApiException exception) when (exception.Status == 404)
        {
            // As it should be.
        }
    }

    private static UnstructuredMap Spec(string kind) => kind switch
    {
        "DestinationRule" => UnstructuredMap.Of(("host", "rights")),
        "Gateway" => UnstructuredMap.Of(("selector", UnstructuredMap.Of(("istio", "eastwestgateway")))),
        // Of pods of its own: other tests publish to the same server.
        "AuthorizationPolicy" =>
            UnstructuredMap.Of(
                ("action", "ALLOW"), ("selector", UnstructuredMap.Of(("matchLabels", UnstructuredMap.Of(("app", "rights")))))),
        "EnvoyFilter" => UnstructuredMap.Of(("configPatches", UnstructuredList.Empty)),
        _ => UnstructuredMap.Of(("hosts", UnstructuredList.Of("rights.example.com"))),
    };

    /// <summary>That the error names the right that is missing.</summary>
    public static void AssertNames(Right right, MeshException error)
    {
        Assert.True(error.ErrorId == MeshErrorId.Forbidden, $"{right}: {error.Message}");
        Assert.Contains(
            $"the verb '{right.Verb}' on '{right.Resource}' in "
            + $"{(right.Group.Length == 0 ? "the core API group" : $"the API group '{right.Group}'")}",
            error.Message,
            StringComparison.Ordinal);
    }
}
