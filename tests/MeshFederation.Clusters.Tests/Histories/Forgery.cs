using System.IO.Compression;
using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>What somebody makes of the first ConfigMap of a revision.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Make">Makes it, of the federation's name and the ConfigMap.</param>
/// <param name="IsHarmless">Whether the revision can be gone back to all the same.</param>
internal sealed record Forgery(string Name, Func<string, UnstructuredMap, UnstructuredMap> Make, bool IsHarmless = false)
{
    private const string Sound = """{"apiVersion":"networking.istio.io/v1","kind":"VirtualService","spec":{"hosts":["a"]},"metadata":""";

    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("no content", (_, map) => map.With("binaryData", null)),
        new("empty content", (_, map) => Content(map, [])),
        new("no gzip", (_, map) => Content(map, [1, 2, 3])),
        new("gzip that is cut off", (_, map) => Content(map, Bytes(map)[..^20])),
        new("gzip with a changed byte", (_, map) => Content(map, [.. Bytes(map)[..40], 0xff, .. Bytes(map)[41..]])),
        new("a bomb", (_, map) => Content(map, Bomb())),
        new("no JSON", (_, map) => Content(map, Gzip("hello"))),
        new("a JSON list", (_, map) => Content(map, Gzip("[]"))),
        new("JSON that is too deep", (_, map) => Content(map, Gzip(new string('[', 2000)))),
        new("a number that is none", (_, map) => Content(map, Gzip("""{"format":1,"objects":[{"a":1e999}]}"""))),
        new("bytes that are no text", (_, map) => Content(map, Gzip([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))),
        new("another format", (_, map) => Content(map, Gzip("""{"format":2,"objects":[]}"""))),
        new("no objects, with the old checksum", (_, map) => Content(map, Gzip("""{"format":1,"objects":[]}"""))),
        new("another checksum", (_, map) => Note(map, RevisionLabels.Digest, new string('0', 64))),
        new("no checksum", (_, map) => Note(map, RevisionLabels.Digest, null)),
        new("a part that is not there", (_, map) => Note(map, RevisionLabels.Parts, "2")),
        new("no part", (_, map) => Note(map, RevisionLabels.Parts, "0")),
        new("too many parts", (_, map) => Note(map, RevisionLabels.Parts, "2147483647")),
        new("parts beyond a number", (_, map) => Note(map, RevisionLabels.Parts, "99999999999999999999"), IsHarmless: true),
        new("objects beyond a number", (_, map) => Note(map, RevisionLabels.ObjectCount, "99999999999999999999"), IsHarmless: true),
        new("a time that is none", (_, map) => Note(map, RevisionLabels.Published, "9999-99-99"), IsHarmless: true),
        new("a cluster's name that is none", (_, map) => Note(map, RevisionLabels.Cluster, "a b\u0007"), IsHarmless: true),
        new("a Secret", (name, map) => Objects(map, """{"apiVersion":"v1","kind":"Secret","metadata":""" + Metadata(name) + "}")),
        new("an object without labels", (_, map) => Objects(map, Sound + """{"name":"a","namespace":"b"}}""")),
        new("an object of another federation", (_, map) => Objects(map, Sound + Metadata("other") + "}")),
        new(
            "an object without a name",
            (name, map) => Objects(map, Sound + Metadata(name).Replace("\"a\"", "\"\"", StringComparison.Ordinal) + "}")),
        new("a finalizer", (name, map) => Objects(map, Sound + Metadata(name, ",\"finalizers\":[\"a.b/c\"]") + "}")),
        new("an owner", (name, map) => Objects(map, Sound + Metadata(name, ",\"ownerReferences\":[{\"uid\":\"a\"}]") + "}")),
        new("an object twice", (name, map) => Objects(map, Sound + Metadata(name) + "}", Sound + Metadata(name) + "}")),
    ];

    public override string ToString() => Name;

    /// <summary>Content of objects as a publish stores it, with the checksum that belongs to them.</summary>
    public static UnstructuredMap Objects(UnstructuredMap map, params string[] objects)
    {
        var content = Json.Read(Encoding.UTF8.GetBytes($$"""{"format":1,"objects":[{{string.Join(',', objects)}}]}"""));
        return Note(Content(map, Gzip(Json.Write(content))), RevisionLabels.Digest, RevisionDigest.Of(content.Maps("objects")));
    }

    private static string Metadata(string federation, string more = "") =>
        $$"""{"name":"a","namespace":"b","labels":{"app.kubernetes.io/managed-by":"meshfederation","meshfederation.io/federation":"""
        + $"\"{federation}\"}}{more}}}";

    private static byte[] Bytes(UnstructuredMap map) => Convert.FromBase64String(map.Map("binaryData")!.Text(RevisionLabels.ContentKey)!);

    private static UnstructuredMap Content(UnstructuredMap map, byte[] content) =>
        map.With("binaryData", UnstructuredMap.Of((RevisionLabels.ContentKey, Convert.ToBase64String(content))));

    private static UnstructuredMap Note(UnstructuredMap map, string key, string? value)
    {
        var metadata = map.Map("metadata")!;
        return map.With("metadata", metadata.With("annotations", metadata.Map("annotations")!.With(key, value)));
    }

    private static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return output.ToArray();
    }

    /// <summary>A few hundred kilobytes that become more than a history takes.</summary>
    private static byte[] Bomb()
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)' ');
            for (var i = 0; i <= RevisionContent.MostBytes / spaces.Length; i++) gzip.Write(spaces);
        }

        return output.Length < ClusterHistory.PartSize ? output.ToArray() : throw new InvalidOperationException("It is too large.");
    }
}
