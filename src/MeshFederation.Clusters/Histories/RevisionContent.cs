using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// What a revision holds as bytes: a JSON object with the cluster as it was declared, and a list of objects, compressed by gzip.
/// </summary>
internal static class RevisionContent
{
    private const long Format = 1;

    public static byte[] Write(MeshCluster cluster, IEnumerable<UnstructuredMap> objects)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Json.Write(UnstructuredMap.Of(
                ("format", Format), ("cluster", PlanWriter.Cluster(cluster)), ("objects", UnstructuredList.From(objects)))));
        }

        return output.ToArray();
    }

    /// <summary>The map that was written, or null when the bytes are not what <see cref="Write"/> makes.</summary>
    public static UnstructuredMap? TryRead(byte[] content)
    {
        try
        {
            using var input = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var output = new MemoryStream();
            input.CopyTo(output);
            var map = Json.Read(output.GetBuffer().AsSpan(0, (int)output.Length));
            return map.Number("format") == Format ? map : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What tells the same objects from others, whatever the order of their keys.</summary>
    public static string Digest(IEnumerable<UnstructuredMap> objects)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in objects.Select(CanonicalJson.Write).Order(StringComparer.Ordinal))
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}
