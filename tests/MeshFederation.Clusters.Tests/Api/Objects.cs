using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>Objects to read and write.</summary>
internal static class Objects
{
    public static readonly ResourceKind DestinationRule = ResourceKinds.Of("networking.istio.io/v1beta1", "DestinationRule");

    public static UnstructuredMap Rule(string name, string host, string ns = "default", params (string, object?)[] more) => Of(
        DestinationRule, ns, name, ("spec", UnstructuredMap.Of([("host", host), .. more])));

    public static UnstructuredMap ConfigMap(string name, string value, string ns = "default", UnstructuredMap? labels = null) =>
        UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "ConfigMap"),
            ("metadata", UnstructuredMap.Of(("namespace", ns), ("name", name), ("labels", labels))),
            ("data", UnstructuredMap.Of(("key", value))));

    public static UnstructuredMap Of(ResourceKind kind, string? ns, string name, params (string, object?)[] more) => UnstructuredMap.Of(
        [
            ("apiVersion", kind.ApiVersion),
            ("kind", kind.Kind),
            ("metadata", UnstructuredMap.Of(("namespace", ns), ("name", name))),
            .. more
        ]);

    /// <summary>A copy with the resource version of another.</summary>
    public static UnstructuredMap At(this UnstructuredMap wanted, string resourceVersion)
    {
        var metadata = wanted.Map("metadata")!;
        return UnstructuredMap.Of([
            .. wanted.Where(entry => entry.Key != "metadata").Select(entry => (entry.Key, entry.Value)),
            ("metadata", UnstructuredMap.Of([.. metadata.Select(entry => (entry.Key, entry.Value)), ("resourceVersion", resourceVersion)]))
        ]);
    }

    public static string Version(this UnstructuredMap obj) => obj.Map("metadata")!.Text("resourceVersion")!;

    public static string Name(this UnstructuredMap obj) => obj.Map("metadata")!.Text("name")!;
}
