using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Comparison;

/// <summary>
/// The record of an applied object's fields, as an API server with Istio's CRDs makes it: every list is owned as a whole, but for the ports
/// of a ServiceEntry, whose items are told apart by name.
/// </summary>
internal static class FieldSets
{
    public static UnstructuredMap OfObject(UnstructuredMap content)
    {
        var metadata = OfMap(content.Map("metadata")!.Without("name").Without("namespace"), keyed: false);
        var spec = OfMap(content.Map("spec")!, keyed: content.Text("kind") == "ServiceEntry");
        return UnstructuredMap.Of(("f:metadata", metadata), ("f:spec", spec));
    }

    private static UnstructuredMap OfMap(UnstructuredMap map, bool keyed) => UnstructuredMap.Read(
        map.Keys.Select(key => "f:" + key),
        map.Select(entry => (object?)(keyed && entry.Key == "ports" ? OfPorts((UnstructuredList)entry.Value!) : Of(entry.Value))));

    private static UnstructuredMap Of(object? value) =>
        value is UnstructuredMap { Count: > 0 } map ? OfMap(map, keyed: false) : UnstructuredMap.Empty;

    private static UnstructuredMap OfPorts(UnstructuredList ports) => UnstructuredMap.Read(
        ports.Cast<UnstructuredMap>().Select(port => "k:" + CanonicalJson.Write(UnstructuredMap.Of(("name", port.Text("name"))))),
        ports.Cast<UnstructuredMap>()
            .Select(port => (object?)UnstructuredMap.Of(
                [(".", UnstructuredMap.Empty), .. OfMap(port, keyed: false).Select(entry => (entry.Key, entry.Value))])));
}
