using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Versions;

/// <summary>Reads the version of Istio from the name of an image.</summary>
internal static class IstioImage
{
    /// <summary>
    /// The version of the tag: 1.30.3 for <c>registry:5000/istio/pilot:1.30.3-distroless@sha256:…</c>; null when there is no tag, or
    /// it is none.
    /// </summary>
    public static IstioVersion? Version(string? image) => Tag(image) is { } tag ? IstioVersion.TryParse(tag) : null;

    /// <summary>The oldest version of the containers of a name; null where no image of theirs tells one.</summary>
    /// <param name="specs">The specs of pods.</param>
    /// <param name="container">The name of the containers.</param>
    public static IstioVersion? Oldest(IEnumerable<UnstructuredMap> specs, string container) =>
        specs.SelectMany(PodObjects.Containers).Where(item => item.Text("name") == container)
            .Select(item => Version(item.Text("image"))).OfType<IstioVersion>().Min();

    /// <summary>The tag of an image; null when it has none.</summary>
    public static string? Tag(string? image)
    {
        if (image is null) return null;
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        name = name[(name.LastIndexOf('/') + 1)..];
        var tag = name.IndexOf(':', StringComparison.Ordinal);
        return tag < 0 ? null : name[(tag + 1)..];
    }
}
