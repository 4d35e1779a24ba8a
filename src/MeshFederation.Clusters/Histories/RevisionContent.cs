using System.IO.Compression;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// What a revision holds as bytes: a JSON object with the cluster as it was declared, the declaration of the whole
/// federation where it is known, and a list of objects, compressed by gzip.
/// </summary>
internal static class RevisionContent
{
    /// <summary>
    /// How many bytes a revision may have before it is compressed. Without an end a few kilobytes that somebody forged would fill the
    /// memory.
    /// </summary>
    public const int MostBytes = 256 * 1024 * 1024;

    private const long Format = 1;

    /// <summary>Writes; a path of this machine is nothing to others, so none is in it.</summary>
    /// <returns>The bytes, and how many they are when they are not compressed.</returns>
    public static (byte[] Compressed, long Length) Write(
        MeshCluster cluster, IEnumerable<UnstructuredMap> objects, UnstructuredMap? declaration = null)
    {
        var length = 0L;
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            length = Json.Write(gzip, UnstructuredMap.Of(
                ("format", Format),
                ("cluster", PlanWriter.Cluster(cluster with { Kubeconfig = null })),
                ("declaration", declaration),
                ("objects", UnstructuredList.From(objects))));
        }

        return (output.ToArray(), length);
    }

    /// <summary>The map that was written, or null when the bytes are not what <see cref="Write"/> makes.</summary>
    public static UnstructuredMap? TryRead(byte[] content)
    {
        try
        {
            using var input = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = input.Read(buffer)) > 0; output.Write(buffer, 0, read))
            {
                if (output.Length + read > MostBytes) return null;
            }

            var map = Json.Read(output.GetBuffer().AsSpan(0, (int)output.Length));
            return map.Number("format") == Format ? map : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
