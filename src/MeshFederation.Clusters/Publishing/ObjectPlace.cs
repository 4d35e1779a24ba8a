using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>Where an object is in its cluster.</summary>
internal sealed record ObjectPlace(string ApiVersion, string Kind, string Namespace, string Name)
{
    public static ObjectPlace Of(MeshChange change) => new(change.ApiVersion, change.Kind, change.Namespace, change.Name);

    public static ObjectPlace Of(UnstructuredMap content)
    {
        var manifest = new MeshManifest("", content);
        return new(manifest.ApiVersion, manifest.Kind, manifest.Namespace, manifest.Name);
    }

    /// <summary>The object in messages, as <c>VirtualService 'default/reviews'</c>.</summary>
    public override string ToString() => $"{Kind} '{Namespace}/{Name}'";
}
