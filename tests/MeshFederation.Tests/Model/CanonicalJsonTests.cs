using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Model;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Every_character_stands_as_the_framework_writes_it()
    {
        foreach (var text in Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)
            .Where(letter => !char.IsSurrogate(letter)).Select(letter => $"a{letter}b").Append("\U0001F600"))
        {
            Assert.Equal($"\"{JsonEncodedText.Encode(text)}\"", CanonicalJson.Write(text));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(400)]
    public void Keys_are_in_order_however_many_there_are(int count)
    {
        var random = new Random(count);
        var keys = Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        var sorted = $"{{{string.Join(',', keys.Order(StringComparer.Ordinal).Select(key => $"\"{key}\":\"{key}\""))}}}";
        for (var turn = 0; turn < 5; turn++)
        {
            random.Shuffle(keys);
            Assert.Equal(sorted, CanonicalJson.Write(UnstructuredMap.Of([.. keys.Select(key => (key, (object?)key))])));
        }
    }

    [Fact]
    public void Values_stand_as_they_are()
    {
        var value = UnstructuredMap.Of(
            ("d", 1.5), ("c", UnstructuredList.Of(1L, true, null, "x", UnstructuredMap.Empty)), ("b", -7L), ("a", 1E+20));
        Assert.Equal("{\"a\":1E+20,\"b\":-7,\"c\":[1,true,null,\"x\",{}],\"d\":1.5}", CanonicalJson.Write(value));
    }

    /// <summary>Histories in clusters hold such digests, so they stay what they were.</summary>
    [Fact]
    public void A_fingerprint_is_the_hash_of_what_is_declared()
    {
        var item = UnstructuredMap.Of(
            ("kind", "ServiceEntry"), ("apiVersion", "networking.istio.io/v1"), ("status", UnstructuredMap.Of(("a", "b"))),
            ("metadata", UnstructuredMap.Of(("uid", "1"), ("resourceVersion", "5"), ("name", "ä"), ("labels", UnstructuredMap.Empty))),
            ("spec", UnstructuredMap.Of(("hosts", UnstructuredList.Of(new string('h', 40_000))))));
        var text = "kind\n\"ServiceEntry\"\nmetadata\n{\"labels\":{},\"name\":\"\\u00E4\",\"uid\":\"1\"}\nspec\n{\"hosts\":[\""
            + new string('h', 40_000) + "\"]}\n";
        var expected = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        Assert.Equal(expected, ObjectFingerprint.Of(item));
        Assert.Equal(expected, ObjectFingerprint.Of(item));
    }
}
