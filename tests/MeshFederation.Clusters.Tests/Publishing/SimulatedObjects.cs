using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>The objects of a cluster that is only memory, with a fault that may come before or after each call.</summary>
internal sealed class SimulatedObjects(string cluster, SimulatedMesh mesh) : IClusterObjects
{
    private readonly Dictionary<(string Kind, string Namespace, string Name), SimulatedObject> _objects = [];

    public SimulatedObject? Find(ObjectPlace place) => _objects.GetValueOrDefault(Key(place));

    public SimulatedObject this[ObjectPlace place]
    {
        get
        {
            if (!_objects.TryGetValue(Key(place), out var found)) _objects.Add(Key(place), found = new(mesh.NextUid()));
            return found;
        }
    }

    public Task<UnstructuredMap?> ReadAsync(ObjectPlace place, CancellationToken ct) =>
        mesh.Call(cluster, false, () => _objects.GetValueOrDefault(Key(place))?.Content);

    public Task<UnstructuredMap> ApplyAsync(UnstructuredMap content, bool force, CancellationToken ct, string? manager = null) =>
        mesh.Call(cluster, true, () =>
        {
            var (place, uid) = (ObjectPlace.Of(content), content.Map("metadata")!.Text("uid"));
            var version = content.Map("metadata")!.Text("resourceVersion");
            if (_objects.TryGetValue(Key(place), out var found)
                ? version is not null && version != found.Content.Map("metadata")!.Text("resourceVersion")
                : uid is not null)
            {
                throw Error(MeshErrorId.ObjectChanged, place);
            }

            if (this[place].Apply(content, manager ?? "meshfederation", force).Count > 0) throw Error(MeshErrorId.FieldConflict, place);
            mesh.Routes.Write(cluster, this[place].Declared);
            return this[place].Content;
        });

    public Task<UnstructuredMap> ReplaceAsync(UnstructuredMap content, CancellationToken ct) =>
        throw new NotSupportedException("Taking over is tested against real servers.");

    public Task<bool> RemoveAsync(ObjectPlace place, string? uid, string? resourceVersion, CancellationToken ct) =>
        mesh.Call(cluster, true, () =>
        {
            if (!_objects.TryGetValue(Key(place), out var found)) return false;
            var metadata = found.Content.Map("metadata")!;
            if ((uid is not null && uid != metadata.Text("uid"))
                || (resourceVersion is not null && resourceVersion != metadata.Text("resourceVersion")))
            {
                throw Error(MeshErrorId.ObjectChanged, place);
            }
            mesh.Routes[cluster].Remove(found.Declared);
            return _objects.Remove(Key(place));
        });

    private static (string, string, string) Key(ObjectPlace place) => (place.Kind, place.Namespace, place.Name);

    private static MeshException Error(string id, ObjectPlace place) => new(id, MeshErrorKind.ResourceBusy, $"{place}: {id}", "");
}
