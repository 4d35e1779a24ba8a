namespace MeshFederation.Clusters.Api;

/// <summary>A kind of object as the API serves it.</summary>
/// <param name="Group">The API group, as <c>networking.istio.io</c>; empty for the core group.</param>
/// <param name="Version">The version, as <c>v1</c>.</param>
/// <param name="Plural">The name in paths and RBAC rules, as <c>virtualservices</c>.</param>
/// <param name="Kind">The kind, as <c>VirtualService</c>.</param>
/// <param name="Namespaced">Whether its objects lie in namespaces.</param>
public sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool Namespaced = true)
{
    /// <summary>The group and version as objects write them: <c>networking.istio.io/v1</c>, or <c>v1</c> for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Group and kind, as in <see cref="Model.Objects.ObjectType.Key"/>.</summary>
    public string Key => $"{Group}/{Kind}";

    /// <summary>The kind in messages: its name, with the group where Istio has another kind of that name.</summary>
    public string Name => Istio.Objects.ObjectGroups.Title(Group, Kind);

    /// <summary>The path below the server's address.</summary>
    /// <param name="ns">The namespace; null for all namespaces, and for kinds that lie in none.</param>
    /// <param name="name">The object's name; null for the collection.</param>
    /// <returns>The path, without a slash in front.</returns>
    public string Path(string? ns, string? name = null)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var place = Namespaced && ns is not null ? $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}" : $"{root}/{Plural}";
        return name is null ? place : $"{place}/{Uri.EscapeDataString(name)}";
    }

    /// <summary>An object or collection of the kind, for messages.</summary>
    /// <param name="ns">The namespace, or null.</param>
    /// <param name="name">The object's name, or null for the collection.</param>
    /// <returns><c>VirtualService default/reviews</c>, or <c>virtualservices in the namespace default</c>.</returns>
    public string Title(string? ns, string? name) => (ns, name) switch
    {
        (null, null) => Namespaced ? $"{Plural} of all namespaces" : Plural,
        (_, null) => Namespaced ? $"{Plural} in the namespace {ns}" : Plural,
        _ => Namespaced && ns is not null ? $"{Kind} {ns}/{name}" : $"{Kind} {name}",
    };
}
