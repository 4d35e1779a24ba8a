namespace MeshFederation.Clusters.Tests.Server.Kinds;

/// <summary>A kind that a test server serves: its names, versions and how its fields are owned.</summary>
public sealed record ServedKind(string Group, string[] Versions, string Plural, string Kind, bool Namespaced = true)
{
    /// <summary>Which lists and maps of it are not owned field by field, or item by item.</summary>
    public FieldSchema Schema { get; init; } = FieldSchema.Metadata;

    /// <summary>
    /// Whether a CustomResourceDefinition serves it: its status is a subresource, lists repeat the kind in each item, PUT needs a
    /// resourceVersion.
    /// </summary>
    public bool Custom { get; init; }

    /// <summary>The short names of kubectl.</summary>
    public string[] ShortNames { get; init; } = [];

    /// <summary>The plural with the group, as messages of the server name the kind.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The kind with the group, as messages about invalid objects name it.</summary>
    public string GroupKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    /// <summary>The apiVersion of one of its versions.</summary>
    /// <param name="version">The version, as <c>v1</c>.</param>
    /// <returns>The apiVersion, as <c>networking.istio.io/v1</c>.</returns>
    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";
}
