namespace MeshFederation.Istio.Schemas;

/// <summary>What a published schema says of a field.</summary>
internal sealed class FieldSchema
{
    private static readonly Dictionary<string, FieldSchema> None = [];

    public required FieldType Type { get; init; }

    /// <summary>The least value of a number, length of a text, or count of a list.</summary>
    public long? Least { get; init; }

    /// <summary>The greatest value of a number, length of a text, or count of a list.</summary>
    public long? Greatest { get; init; }

    /// <summary>The words of an enum.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The items of a list, or the values of a map.</summary>
    public FieldSchema? Item { get; init; }

    /// <summary>The fields of an object; to freeze them would take longer than one analysis looks them up.</summary>
    public Dictionary<string, FieldSchema> Fields { get; init; } = None;

    /// <summary>The fields that an object must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];
}
