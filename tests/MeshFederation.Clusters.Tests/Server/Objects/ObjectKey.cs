using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>Where an object is kept; every version of a kind is the same object.</summary>
internal readonly record struct ObjectKey(string Group, string Plural, string Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(ServedKind kind, string? ns, string name) =>
        new(kind.Group, kind.Plural, kind.Namespaced ? ns ?? "" : "", name);

    /// <summary>Whether the object is of a kind, and in a namespace when one is named.</summary>
    public bool IsIn(ServedKind kind, string? ns) =>
        Plural == kind.Plural && Group == kind.Group && (ns is null || !kind.Namespaced || Namespace == ns);
}
