using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects as a cluster has them: with an identity, and the record of who set which field as an API server keeps it.</summary>
internal static class LiveObjects
{
    public static readonly MeshCluster Cluster = new("c1", "c1") { Gateway = new() { Address = ["192.0.2.1"] } };

    /// <summary>An object after its manager applied it.</summary>
    public static MeshManifest Applied(MeshManifest wanted, string manager = ManifestLabels.Manager, string operation = "Apply") =>
        new(wanted.Cluster, Stored(wanted.Content, [Entry(wanted.Content, manager, operation)]));

    public static MeshManifest Manifest(string kind, string @namespace, string name, UnstructuredMap spec, string? federation = null) =>
        new(Cluster.Name, UnstructuredMap.Of(
            ("apiVersion", ObjectKinds.All.FirstOrDefault(known => known.Name == kind && known.IsGuard)?.ApiVersion(Cluster.IstioVersion)
                ?? "networking.istio.io/v1"),
            ("kind", kind),
            ("metadata",
                UnstructuredMap.Of(("name", name), ("namespace", @namespace), ("labels", federation is null ? null : Labels(federation)))),
            ("spec", spec)));

    public static UnstructuredMap Labels(string federation) =>
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, federation));

    public static UnstructuredList Texts(params string[] texts) => UnstructuredList.From(texts);

    public static UnstructuredMap Stored(UnstructuredMap content, IEnumerable<UnstructuredMap> managedFields)
    {
        var metadata = content.Map("metadata")!;
        var stored =
            metadata.With("uid", "1").With("resourceVersion", "7").With("generation", 1L).With("creationTimestamp", "2026-01-01T00:00:00Z")
                .With("managedFields", UnstructuredList.From(managedFields));
        return content.With("metadata", stored);
    }

    public static UnstructuredMap Entry(UnstructuredMap content, string manager, string operation = "Apply") => UnstructuredMap.Of(
        ("manager", manager),
        ("operation", operation),
        ("apiVersion", content.Text("apiVersion")),
        ("time", "2026-01-01T00:00:00Z"),
        ("fieldsType", "FieldsV1"),
        ("fieldsV1", FieldSets.OfObject(content)));

    public static UnstructuredMap With(this UnstructuredMap map, string key, object? value) => map.ContainsKey(key)
        ? UnstructuredMap.Read(map.Keys, map.Select(entry => entry.Key == key ? value : entry.Value))
        : UnstructuredMap.Read([.. map.Keys, key], [.. map.Values, value]);

    public static UnstructuredMap Without(this UnstructuredMap map, string key) =>
        UnstructuredMap.Read(map.Keys.Where(other => other != key), map.Where(entry => entry.Key != key).Select(entry => entry.Value));
}
