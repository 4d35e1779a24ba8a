namespace MeshFederation.Istio.Endpoints;

/// <summary>How well the pods of a service are known.</summary>
public enum PodKnowledge
{
    /// <summary>Nothing is known of them, so nothing can be said about what a subset selects.</summary>
    Nothing,

    /// <summary>The versions that a declaration knows of; perhaps not all.</summary>
    Versions,

    /// <summary>The templates of Deployments and their like.</summary>
    Workloads,

    /// <summary>The pods themselves.</summary>
    Pods,
}
