using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of a declaration itself.</summary>
internal static class RootKeys
{
    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const long Format = 1;

    public const string Version = "version";

    public const string Federation = "federation";

    public const string Clusters = "clusters";

    public const string Services = "services";

    /// <summary>What a declaration is.</summary>
    public static readonly SectionShape Shape = new("declaration",
    [
        Plain(Version, new WholeShape(Format, Format, Format), "The version of this format.") with { IsRequired = true },
        Plain(Federation, FederationKeys.Section.Shape, "What all services have in common, as New-MeshFederation says it.")
            with { IsRequired = true },
        Plain(
            Clusters, new ListShape(ClusterKeys.Section.Shape, IsStrict: true),
            "The clusters, as New-MeshCluster says them. Those that are given to Import-MeshFederation need not be here."),
        Plain(
            Services, new ListShape(ServiceKeys.Section.Shape, IsStrict: true),
            "The services, as New-MeshServiceEntry and the cmdlets behind it in the pipeline say them.") with { IsRequired = true },
    ]);

    private static DeclarationKey<UnstructuredMap> Plain(string name, ValueShape shape, string summary) =>
        new(name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));
}
