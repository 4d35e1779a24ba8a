using MeshFederation.Model.Yaml;

namespace MeshFederation.Model.Objects;

/// <summary>
/// One Kubernetes object for one cluster. Equal to another with the same content for the same cluster, wherever it was read and whenever it
/// is published.
/// </summary>
public sealed record MeshManifest
{
    /// <summary>Makes a manifest.</summary>
    /// <param name="cluster">The name of the cluster it is for.</param>
    /// <param name="content">The whole object.</param>
    public MeshManifest(string cluster, UnstructuredMap content)
    {
        (Cluster, Content) = (cluster, content);
        (ApiVersion, Kind) = (content.Text("apiVersion") ?? "", content.Text("kind") ?? "");
        Metadata = content.Map("metadata") ?? UnstructuredMap.Empty;
        (Namespace, Name) = (Metadata.Text("namespace") ?? "", Metadata.Text("name") ?? "");
        Spec = content.Map("spec") ?? UnstructuredMap.Empty;
    }

    /// <summary>The name of the cluster it is for.</summary>
    public string Cluster { get; }

    /// <summary>The whole object, as <c>$manifest.Content.spec.hosts</c>.</summary>
    public UnstructuredMap Content { get; }

    /// <summary>When it is published.</summary>
    public PublishingStep Step { get; internal init; }

    /// <summary>Where it was read from; null when it was planned, or read from a cluster.</summary>
    public ManifestSource? Source { get; internal init; }

    /// <summary>Whether the history of its cluster names it; said of objects that a cluster has and nothing else tells whose.</summary>
    internal bool IsRecorded { get; init; }

    /// <summary>The group and version, as <c>networking.istio.io/v1</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The version without its group, as <c>v1</c>.</summary>
    public string Version => ObjectType.VersionOf(ApiVersion);

    /// <summary>The kind, as <c>ServiceEntry</c>.</summary>
    public string Kind { get; }

    /// <summary>Its type, as in <see cref="ObjectType.Key"/>: two kinds are called Gateway.</summary>
    internal string TypeKey => ObjectType.KeyOf(ApiVersion, Kind);

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Namespace and name, as <c>default/reviews</c> (k8s.io/apimachinery pkg/types NamespacedName).</summary>
    public string NamespacedName => $"{Namespace}/{Name}";

    /// <summary>The federation it belongs to, by its label; empty when it is not ours.</summary>
    public string Federation => Metadata.Map("labels")?.Text(ManifestLabels.Federation) ?? "";

    /// <summary>The metadata.</summary>
    public UnstructuredMap Metadata { get; }

    /// <summary>The spec.</summary>
    public UnstructuredMap Spec { get; }

    /// <summary>The object as one YAML document, lines ending in <c>\n</c>.</summary>
    /// <returns>The YAML.</returns>
    public string ToYaml() => YamlWriter.Write(Content);

    /// <summary>The object as <c>Kind/namespace/name</c>, or <c>Kind/name</c> where it lies in no namespace.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";

    /// <inheritdoc />
    public bool Equals(MeshManifest? other) => ReferenceEquals(this, other) || (other is not null && Cluster == other.Cluster
        && Name == other.Name && Kind == other.Kind && Namespace == other.Namespace && Content == other.Content);

    /// <summary>A hash of what the object is called alone: few objects have one name, and their content is long.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Cluster, Kind, Namespace, Name);
}
