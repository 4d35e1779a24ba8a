using System.Security.Cryptography;
using System.Text;
using MeshFederation.Clusters.Histories;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Histories;

/// <summary>Histories in clusters hold digests of earlier versions: they are the hash of the sorted texts, however it is made.</summary>
public sealed class RevisionDigestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("twice")]
    [InlineData("data")]
    [InlineData("nothing")]
    public void A_digest_is_the_hash_of_the_texts_in_their_order(string what)
    {
        var objects = what == "nothing" ? [] : Enumerable.Range(0, 50).Select(Object).ToList();
        if (what == "twice") objects.Add(Object(7));
        if (what == "data") objects.Add(Object(3).With("data", UnstructuredMap.Of(("ä", "\n"))));
        var texts = objects.Select(CanonicalJson.Write).Order(StringComparer.Ordinal).Select(text => text + "\n");
        var expected = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts)))).ToLowerInvariant();
        Assert.Equal(expected, RevisionDigest.Of(objects));
        Assert.Equal(expected, RevisionDigest.Of(Enumerable.Reverse(objects).ToList()));
    }

    private static UnstructuredMap Object(int number) => UnstructuredMap.Of(
        ("spec", UnstructuredMap.Of(("hosts", UnstructuredList.Of($"host-{number}.global", new string('é', 3000))))),
        ("kind", number % 2 == 0 ? "ServiceEntry" : "DestinationRule"),
        ("metadata", UnstructuredMap.Of(("namespace", "shop"), ("name", $"n-{number * 37 % 50}"))),
        ("apiVersion", "networking.istio.io/v1"));
}
