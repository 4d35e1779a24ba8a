namespace MeshFederation.Istio.Schemas;

/// <summary>What a field of a published schema holds.</summary>
internal enum FieldType
{
    Text,
    Integer,
    Number,
    Bool,
    Enum,
    IntegerOrText,
    Object,
    List,
    Map,
    Any,
}
