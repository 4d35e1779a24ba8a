using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The conditions in the status of an object, as every controller writes them (k8s.io/apimachinery meta/v1 Condition).</summary>
internal static class StatusConditions
{
    /// <summary>That a pod, or a node, takes what it is there for.</summary>
    public const string Ready = "Ready";

    /// <summary>That the application beside a proxy answers its health checks.</summary>
    public const string Healthy = "Healthy";

    /// <summary>That what a Gateway or a route asks for is in force.</summary>
    public const string Programmed = "Programmed";

    /// <summary>A condition; null where the status does not tell of it.</summary>
    public static UnstructuredMap? Of(UnstructuredMap status, string type) =>
        status.Maps("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    /// <summary>Whether a condition is said not to hold, which is more than that nobody knows.</summary>
    public static bool Fails(UnstructuredMap condition) => condition.Text("status") == "False";

    /// <summary>Whether a condition holds.</summary>
    public static bool Holds(UnstructuredMap condition) => condition.Text("status") == "True";
}
