using MeshFederation.Clusters.Yaml;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>Unquoted texts mean what kubectl takes them for.</summary>
public sealed class ScalarTests
{
    public static TheoryData<string, object?> Meanings => new()
    {
        { "yes", true }, { "Off", false }, { "y", true }, { "~", null }, { "", null },
        { "10", 10L }, { "-0x1F", -31L }, { "017", 15L }, { "0o17", 15L }, { "0b11", 3L }, { "1_000", 1000L }, { "+7", 7L },
        { "1.5", 1.5 }, { "1e3", 1000.0 }, { ".5", 0.5 }, { "9223372036854775808", 9223372036854775808.0 },
        { "1.30.3", "1.30.3" },
        { "2024-01-01", "2024-01-01" },
        { "12:30", "12:30" },
        { "yess", "yess" },
        { "0x", "0x" },
        { "08a", "08a" },
        { ".", "." },
        { "'yes'", "yes" }, { "\"10\"", "10" }, { "!!str 10", "10" }, { "!!int '10'", 10L }, { "!!float 1", 1.0 },
    };

    [Theory]
    [MemberData(nameof(Meanings))]
    public void An_unquoted_text_means(string text, object? value) =>
        Assert.Equal(value, DocumentStream.Read($"value: {text}\n", "text")[0].Document.Content["value"]);
}
