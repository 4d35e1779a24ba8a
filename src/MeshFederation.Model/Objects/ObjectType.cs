namespace MeshFederation.Model.Objects;

/// <summary>A type of objects as the API of Kubernetes names it, in whatever version.</summary>
/// <param name="Group">The API group, as <c>networking.istio.io</c>; empty for the core group.</param>
/// <param name="Plural">The name in paths and RBAC rules, as <c>virtualservices</c>.</param>
/// <param name="Kind">The kind, as <c>VirtualService</c>.</param>
/// <param name="Namespaced">Whether its objects lie in namespaces.</param>
public sealed record ObjectType(string Group, string Plural, string Kind, bool Namespaced = true)
{
    /// <summary>The API group, as <c>networking.istio.io</c>; empty for the core group.</summary>
    public string Group { get; internal init; } = Group;

    /// <summary>The name in paths and RBAC rules, as <c>virtualservices</c>.</summary>
    public string Plural { get; internal init; } = Plural;

    /// <summary>The kind, as <c>VirtualService</c>.</summary>
    public string Kind { get; internal init; } = Kind;

    /// <summary>Whether its objects lie in namespaces.</summary>
    public bool Namespaced { get; internal init; } = Namespaced;

    /// <summary>
    /// Group and kind without a version, as <c>networking.istio.io/Gateway</c>, which is not <c>gateway.networking.k8s.io/Gateway</c>.
    /// </summary>
    public string Key => $"{Group}/{Kind}";

    /// <summary>The API group of an object, or of what it calls its version.</summary>
    /// <param name="apiVersion">The group and version, as <c>networking.istio.io/v1</c>, or <c>v1</c>.</param>
    /// <returns>The group; empty for the core group.</returns>
    public static string GroupOf(string apiVersion) => GroupPart(apiVersion).ToString();

    /// <summary>The group in what an object calls its version, without a text of its own.</summary>
    internal static ReadOnlySpan<char> GroupPart(string apiVersion) =>
        apiVersion.AsSpan(0, Math.Max(apiVersion.IndexOf('/', StringComparison.Ordinal), 0));

    /// <summary>The version without the group, as <c>v1</c>.</summary>
    internal static string VersionOf(string apiVersion) => apiVersion[(apiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether what an object calls its version is one of a group.</summary>
    internal static bool IsOfGroup(string apiVersion, string group) => GroupPart(apiVersion).SequenceEqual(group);

    /// <summary>Group and kind of an object, as in <see cref="Key"/>.</summary>
    internal static string KeyOf(string apiVersion, string kind) => $"{GroupOf(apiVersion)}/{kind}";

    /// <summary>Whether an object is of the type.</summary>
    /// <param name="manifest">The object.</param>
    /// <returns>True when it is.</returns>
    public bool Is(MeshManifest manifest) => Is(manifest.ApiVersion, manifest.Kind);

    /// <summary>Whether an object that calls itself so is of the type.</summary>
    internal bool Is(string apiVersion, string kind) => kind == Kind && IsOfGroup(apiVersion, Group);
}
