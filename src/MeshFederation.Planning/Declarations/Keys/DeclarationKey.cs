using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>A key of a declaration, with all that is said of it in files, scripts, the schema and the pages.</summary>
/// <param name="Name">The key: the parameter of the cmdlet that makes the same, in camel case.</param>
/// <param name="Shape">What stands behind it.</param>
/// <param name="Summary">What it means, as a sentence.</param>
internal abstract record DeclarationKey(string Name, ValueShape Shape, string Summary)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether its parameter is the one that needs no name.</summary>
    public bool IsPositional { get; init; }

    /// <summary>The parameter that says the same; null where no cmdlet takes it, since it is read and not typed.</summary>
    public string? Parameter { get; init; } = char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>Makes of an item the cmdlet that changes the service so; null for a key that is a parameter.</summary>
    public Func<Model.Objects.UnstructuredMap, CmdletCall>? Call { get; init; }
}
