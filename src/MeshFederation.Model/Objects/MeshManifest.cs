using MeshFederation.Model.Yaml;

namespace MeshFederation.Model.Objects;

/// <summary>One Kubernetes object for one cluster.</summary>
/// <param name="Cluster">The name of the cluster it is for.</param>
/// <param name="Content">The whole object, as <c>$manifest.Content.spec.hosts</c>.</param>
public sealed record MeshManifest(string Cluster, UnstructuredMap Content)
{
    /// <summary>When it is published.</summary>
    public PublishingStep Step { get; init; }

    /// <summary>The group and version, as <c>networking.istio.io/v1</c>.</summary>
    public string ApiVersion => Content.Text("apiVersion") ?? "";

    /// <summary>The kind, as <c>ServiceEntry</c>.</summary>
    public string Kind => Content.Text("kind") ?? "";

    /// <summary>The namespace.</summary>
    public string Namespace => Metadata.Text("namespace") ?? "";

    /// <summary>The name.</summary>
    public string Name => Metadata.Text("name") ?? "";

    /// <summary>The federation it belongs to, by its label; empty when it is not ours.</summary>
    public string Federation => Metadata.Map("labels")?.Text(ManifestLabels.Federation) ?? "";

    /// <summary>The metadata.</summary>
    public UnstructuredMap Metadata => Content.Map("metadata") ?? UnstructuredMap.Empty;

    /// <summary>The spec.</summary>
    public UnstructuredMap Spec => Content.Map("spec") ?? UnstructuredMap.Empty;

    /// <summary>The object as one YAML document, lines ending in <c>\n</c>.</summary>
    /// <returns>The YAML.</returns>
    public string ToYaml() => YamlWriter.Write(Content);

    /// <summary>The object as <c>Kind/namespace/name</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}/{Namespace}/{Name}";
}
