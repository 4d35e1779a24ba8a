using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Visibility;

/// <summary>
/// Who sees an object: the namespaces of its <c>exportTo</c>, else those that the mesh says for its kind (istio pkg/config/visibility;
/// pilot/pkg/model/push_context.go initDefaultExportMaps, initServiceRegistry, initVirtualServices, setDestinationRules).
/// </summary>
public sealed class ExportScope
{
    /// <summary>The annotation of Services that says it.</summary>
    public const string Annotation = "networking.istio.io/exportTo";

    /// <summary>The field of Istio's objects that says it.</summary>
    public const string Field = "exportTo";

    /// <summary>All namespaces.</summary>
    public const string All = "*";

    /// <summary>The namespace of the object.</summary>
    public const string Own = ".";

    /// <summary>No namespace.</summary>
    public const string Nobody = "~";

    private static readonly ExportScope PublicRules = new([], "", MeshConfigWords.DestinationRuleExport);
    private static readonly ExportScope PublicRoutes = new([], "", MeshConfigWords.VirtualServiceExport);
    private static readonly ExportScope PublicServices = new([], "", MeshConfigWords.ServiceExport);

    private readonly IReadOnlyList<string> _scopes;
    private readonly string _said;

    private ExportScope(IReadOnlyList<string> scopes, string owner, string said)
    {
        (_scopes, _said) = (scopes, said);
        IsPublic = scopes.Count == 0 || scopes.Contains(All, StringComparer.Ordinal);
        var hidden = scopes.Contains(Nobody, StringComparer.Ordinal);
        Namespaces = IsPublic
            ? [All]
            : hidden
            ? []
            : [.. scopes.Select(scope => scope == Own ? owner : scope).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether all namespaces see it.</summary>
    public bool IsPublic { get; }

    /// <summary>The namespaces that see it, sorted: <c>*</c> for all, none for nobody.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The scope of an object of Istio, or of a Service.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="cluster">Its cluster, for what its mesh says where the object says nothing.</param>
    /// <returns>The scope.</returns>
    public static ExportScope Of(MeshManifest manifest, MeshCluster cluster)
    {
        var said = ReadKind.Service.Type.Is(manifest) ? Annotated(manifest) : Written(manifest);
        return said.Length > 0 ? new(said, manifest.Namespace, Field) : DefaultOf(manifest.Kind, manifest.Namespace, cluster);
    }

    /// <summary>What an object of Istio says itself, as it is written; nothing where that is up to the mesh.</summary>
    /// <param name="manifest">The object.</param>
    /// <returns>The namespaces, <c>.</c>, <c>*</c> or <c>~</c>.</returns>
    internal static string[] Written(MeshManifest manifest) => [.. manifest.Spec.List(Field).OfType<string>()];

    /// <summary>The scope of an object that says nothing of it.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="owner">Its namespace.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <returns>The scope.</returns>
    public static ExportScope DefaultOf(string kind, string owner, MeshCluster cluster)
    {
        var mesh = cluster.MeshConfig;
        return kind switch
        {
            // Of a DestinationRule's default istiod asks only whether it keeps rules in their own namespace.
            "DestinationRule" => mesh.DefaultDestinationRuleExportTo.Contains(Own, StringComparer.Ordinal)
                ? new([Own], owner, MeshConfigWords.DestinationRuleExport)
                : PublicRules,
            "VirtualService" when mesh.DefaultVirtualServiceExportTo.Count == 0 => PublicRoutes,
            "VirtualService" =>
                new(Effective(mesh.DefaultVirtualServiceExportTo, cluster.IstioVersion), owner, MeshConfigWords.VirtualServiceExport),
            _ when mesh.DefaultServiceExportTo.Count == 0 => PublicServices,
            _ => new(Effective(mesh.DefaultServiceExportTo, cluster.IstioVersion), owner, MeshConfigWords.ServiceExport),
        };
    }

    /// <summary>Whether a mesh shows services or VirtualServices to namespaces by default that it names.</summary>
    /// <param name="mesh">The settings of the mesh.</param>
    /// <returns>True when it does.</returns>
    internal static bool NamesNamespaces(MeshConfig mesh) =>
        mesh.DefaultServiceExportTo.Concat(mesh.DefaultVirtualServiceExportTo).Any(scope => scope is not (Own or All or Nobody));

    /// <summary>Whether it is seen in a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>True when it is.</returns>
    public bool Reaches(string @namespace)
    {
        if (IsPublic) return true;
        foreach (var seen in Namespaces)
        {
            if (string.Equals(seen, @namespace, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Whether some namespace sees both objects.</summary>
    /// <param name="other">The scope of the other.</param>
    /// <returns>True when one does.</returns>
    public bool Meets(ExportScope other)
    {
        if (Namespaces.Count == 0 || other.Namespaces.Count == 0) return false;
        return IsPublic || other.IsPublic || Namespaces.Intersect(other.Namespaces, StringComparer.Ordinal).Any();
    }

    /// <summary>Whether the same namespaces see both objects.</summary>
    /// <param name="other">The scope of the other.</param>
    /// <returns>True when they do.</returns>
    public bool IsSameAs(ExportScope other) => Namespaces.SequenceEqual(other.Namespaces, StringComparer.Ordinal);

    /// <summary>The scope as a person reads it: <c>exportTo [.]</c>, or <c>mesh's defaultServiceExportTo [.]</c>.</summary>
    /// <returns>The text, to stand behind <c>its</c>.</returns>
    public override string ToString() => $"{(_said == Field ? "" : "mesh's ")}{_said} [{string.Join(", ", _scopes)}]";

    /// <summary>
    /// What the mesh's list means in a version: before namespaces counted, the own namespace where '.' is in it, else all where '*' is,
    /// else nobody (istio pilot/pkg/model/push_context.go IsServiceVisible at 1.29.6).
    /// </summary>
    private static ValueList<string> Effective(ValueList<string> scopes, IstioVersion version)
    {
        if (scopes.Count == 0 || IstioBehavior.DefaultExportToNamesNamespaces(version)) return scopes;
        if (scopes.Contains(Own, StringComparer.Ordinal)) return [Own];
        return scopes.Contains(All, StringComparer.Ordinal) ? [All] : [Nobody];
    }

    private static string[] Annotated(MeshManifest service) =>
        service.Metadata.Map("annotations")
            ?.Text(Annotation)
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
