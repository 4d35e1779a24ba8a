using System.Globalization;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Api;

public sealed class JsonWritingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4096)]
    [InlineData(1, 1_000_000)]
    [InlineData(3000, 10)]
    public void What_is_written_is_read_again_however_long_it_is(int count, int length)
    {
        var map = UnstructuredMap.Of(
            ("binaryData", UnstructuredMap.Of(
            [
                .. Enumerable.Range(0, count)
                    .Select(number => (number.ToString(CultureInfo.InvariantCulture), (object?)new string('ä', length))),
            ])));
        var json = Json.Write(map);
        Assert.Equal(map, Json.Read(json));
        Assert.Equal("{\"a\":1}"u8, Json.Write(UnstructuredMap.Of(("a", 1L))));
        Assert.Equal(map, Json.Read(json));
    }
}
