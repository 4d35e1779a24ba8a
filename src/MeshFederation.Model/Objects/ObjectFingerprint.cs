using System.Security.Cryptography;
using System.Text;

namespace MeshFederation.Model.Objects;

/// <summary>
/// A digest of what an object is and what people declare of it. What a server notes beside it, such as the resource version or a status
/// that istiod writes, changes the digest no more than the order of keys does.
/// </summary>
public static class ObjectFingerprint
{
    /// <summary>
    /// The fields under <c>metadata</c> that people declare, and the uid, which is another one when an object was made anew.
    /// </summary>
    private static readonly string[] Metadata = ["annotations", "finalizers", "labels", "name", "namespace", "ownerReferences", "uid"];

    /// <summary>The digest of an object.</summary>
    /// <param name="content">The whole object, as a cluster has it.</param>
    /// <returns>SHA-256 in hexadecimal digits.</returns>
    public static string Of(UnstructuredMap content)
    {
        var text = new StringBuilder(1024);
        foreach (var key in content.Keys.Order(StringComparer.Ordinal))
        {
            if (key is "status" or "apiVersion") continue;
            text.Append(key).Append('\n');
            CanonicalJson.Write(text, key == "metadata" ? Declared(content.Map(key)) : content[key]);
            text.Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))).ToLowerInvariant();
    }

    private static UnstructuredMap Declared(UnstructuredMap? metadata) => metadata is null
        ? UnstructuredMap.Empty
        : UnstructuredMap.Of([.. Metadata.Select(key => (key, metadata.TryGetValue(key, out var value) ? value : null))]);
}
