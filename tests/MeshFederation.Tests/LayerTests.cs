using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MeshFederation.Tests;

/// <summary>The layers know only those before them, and third-party code has one layer that knows it.</summary>
public sealed class LayerTests
{
    private static readonly string[] Layers =
    [
        "MeshFederation.Model", "MeshFederation.Istio", "MeshFederation.Planning", "MeshFederation.Routing", "MeshFederation.Analysis",
        "MeshFederation.Reporting", "MeshFederation.Clusters", "MeshFederation.Commands",
    ];

    private static readonly string Module = Path.Combine(RepositoryPaths.Root, "artifacts", "MeshFederation");

    private static readonly Architecture Architecture = new ArchLoader()
        .LoadFilteredDirectory(Module, "MeshFederation*.dll", SearchOption.AllDirectories).Build();

    public static TheoryData<string, string> BackwardPairs =>
        [.. from layer in Layers.Index() from later in Layers.Skip(layer.Index + 1) select (layer.Item, later)];

    [Theory]
    [MemberData(nameof(BackwardPairs))]
    public void A_layer_does_not_know_a_later_one(string layer, string later)
    {
        Assert.Contains(Architecture.Types, type => InLayer(type, layer));
        Assert.Contains(Architecture.Types, type => InLayer(type, later));
        Assert.DoesNotContain(Dependencies(layer), dependency => dependency.StartsWith(later + ".", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("YamlDotNet", "MeshFederation.Clusters")]
    [InlineData("k8s", "MeshFederation.Clusters")]
    [InlineData("System.Management.Automation", "MeshFederation.Commands")]
    public void Only_one_layer_knows(string library, string owner)
    {
        foreach (var layer in Layers.Where(layer => layer != owner))
        {
            Assert.DoesNotContain(Dependencies(layer), dependency => dependency.StartsWith(library + ".", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_model_knows_nothing_but_the_framework() =>
        Assert.DoesNotContain(Dependencies("MeshFederation.Model"), dependency =>
            !dependency.StartsWith("System", StringComparison.Ordinal)
            && !dependency.StartsWith("MeshFederation.Model", StringComparison.Ordinal)
            && !dependency.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    /// <summary>It is there to be loaded before them.</summary>
    [Fact]
    public void What_loads_the_layers_knows_none_of_them()
    {
        Assert.Contains(Architecture.Types, type => InLayer(type, "MeshFederation.Loading"));
        Assert.DoesNotContain(Dependencies("MeshFederation.Loading"), dependency =>
            Layers.Any(layer => dependency.StartsWith(layer + ".", StringComparison.Ordinal)));
    }

    private static bool InLayer(IType type, string layer) =>
        type.Namespace.FullName == layer || type.Namespace.FullName.StartsWith(layer + ".", StringComparison.Ordinal);

    private static IEnumerable<string> Dependencies(string layer) =>
        Architecture.Types.Where(type => InLayer(type, layer))
            .SelectMany(type => type.Dependencies)
            .Select(dependency => dependency.Target.FullName).Distinct(StringComparer.Ordinal);
}
