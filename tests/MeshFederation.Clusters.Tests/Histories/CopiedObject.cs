using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>An object as people copy it: labels, annotations and what it says, under another name.</summary>
internal static class CopiedObject
{
    public static UnstructuredMap Of(UnstructuredMap live, string name)
    {
        var metadata = live.Map("metadata")!;
        return live.With("metadata", UnstructuredMap.Of(
            ("name", name),
            ("namespace", metadata.Text("namespace")),
            ("labels", metadata.Map("labels")),
            ("annotations", metadata.Map("annotations"))));
    }
}
