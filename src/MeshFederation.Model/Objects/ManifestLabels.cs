namespace MeshFederation.Model.Objects;

/// <summary>The labels and annotations that tell our objects from others'.</summary>
public static class ManifestLabels
{
    /// <summary>The label that says which program manages an object.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedBy"/> on our objects.</summary>
    public const string Manager = "meshfederation";

    /// <summary>The label that says to which federation an object belongs.</summary>
    public const string Federation = "meshfederation.io/federation";

    /// <summary>The annotation of routes that avoid clusters, whose names it has, joined by commas.</summary>
    public const string Suspended = "meshfederation.io/suspended";

    /// <summary>The annotation that keeps analyzer messages away (istio pkg/config/analysis/local/analyze.go).</summary>
    public const string SuppressAnalysis = "galley.istio.io/analyze-suppress";

    /// <summary>Whether an object is one of ours: what a declaration says was chosen.</summary>
    /// <param name="manifest">The object.</param>
    /// <returns>True when it is.</returns>
    public static bool AreOurs(MeshManifest manifest) => manifest.Metadata.Map("labels")?.Text(ManagedBy) == Manager;
}
