using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Publishing;

/// <summary>What is kept of an object as a write left it, to see later whether somebody else has changed it since.</summary>
internal sealed record ObjectState(string Uid, string ResourceVersion, string Fingerprint)
{
    public static ObjectState Of(UnstructuredMap content)
    {
        var metadata = content.Map("metadata") ?? UnstructuredMap.Empty;
        return new(metadata.Text("uid") ?? "", metadata.Text("resourceVersion") ?? "", ObjectFingerprint.Of(content));
    }
}
