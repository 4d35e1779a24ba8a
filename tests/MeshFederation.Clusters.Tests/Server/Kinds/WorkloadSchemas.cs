namespace MeshFederation.Clusters.Tests.Server.Kinds;

/// <summary>How the fields of pods, and of what makes pods, are owned.</summary>
internal static class WorkloadSchemas
{
    /// <summary>A kind with a pod template.</summary>
    public static FieldSchema Template =>
        PodAt("spec.template.", FieldSchema.Metadata).WithAtomicMaps("spec.selector").WithList("status.conditions", "type");

    /// <summary>A pod under a prefix.</summary>
    public static FieldSchema PodAt(string prefix, FieldSchema schema)
    {
        foreach (var containers in new[] { "spec.containers", "spec.initContainers" })
        {
            schema = schema.WithList($"{prefix}{containers}", "name")
                .WithList($"{prefix}{containers}[].ports", "containerPort", "protocol")
                .WithList($"{prefix}{containers}[].env", "name")
                .WithList($"{prefix}{containers}[].volumeMounts", "mountPath");
        }

        return schema.WithList($"{prefix}spec.volumes", "name").WithList($"{prefix}spec.imagePullSecrets", "name")
            .WithList($"{prefix}status.conditions", "type").WithList($"{prefix}status.podIPs", "ip")
            .WithAtomicMaps($"{prefix}spec.nodeSelector").WithKeyDefault("protocol", "TCP")
            .WithOpenMaps($"{prefix}metadata.labels", $"{prefix}metadata.annotations");
    }
}
