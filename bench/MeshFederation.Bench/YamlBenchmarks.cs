using System.Text;
using BenchmarkDotNet.Attributes;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using YamlDotNet.Serialization;

namespace MeshFederation.Bench;

/// <summary>Writing the 5,000 or so objects of 1,000 services, beside YamlDotNet's serializer on the same objects.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class YamlBenchmarks
{
    private readonly ISerializer _serializer = new SerializerBuilder().Build();
    private IReadOnlyList<MeshManifest> _manifests = [];
    private List<object> _plain = [];

    [GlobalSetup]
    public void Plan()
    {
        _manifests = FederationPlanner.Plan(
            Federation.Create("bench", BookinfoShape.Services(1_000, 5), AddressPool.Parse(AddressPool.DefaultRange)));
        _plain = [.. _manifests.Select(manifest => Plain(manifest.Content)!)];
    }

    [Benchmark]
    public int YamlWriter()
    {
        var output = new StringBuilder();
        foreach (var manifest in _manifests) Model.Yaml.YamlWriter.WriteTo(output, manifest.Content);
        return output.Length;
    }

    [Benchmark(Baseline = true)]
    public int YamlDotNet()
    {
        using var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var content in _plain) _serializer.Serialize(output, content);
        return output.GetStringBuilder().Length;
    }

    /// <summary>Dictionaries and lists of the framework, for which YamlDotNet's serializer is made.</summary>
    private static object? Plain(object? value) => value switch
    {
        UnstructuredMap map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value), StringComparer.Ordinal),
        UnstructuredList list => list.Select(Plain).ToList(),
        _ => value,
    };
}
