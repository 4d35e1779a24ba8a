namespace MeshFederation.Model.Errors;

public static partial class MeshErrorId
{
    /// <summary>Two declarations of a service, or two parts of one, want different policies for the same traffic.</summary>
    public const string PolicyConflict = "MeshPolicyConflict";

    /// <summary>A value of a policy cannot be used.</summary>
    public const string PolicyInvalid = "MeshPolicyInvalid";

    /// <summary>Two matches of which both may hold for a request cannot be said to Istio as one.</summary>
    public const string PolicyMatchesOverlap = "MeshPolicyMatchesOverlap";

    /// <summary>A policy of routes is wanted for one destination of a route.</summary>
    public const string PolicyOfDestination = "MeshPolicyOfDestination";

    /// <summary>A policy of destinations is wanted for the requests of a match.</summary>
    public const string PolicyOfMatch = "MeshPolicyOfMatch";

    /// <summary>A policy would hold for nothing that there is.</summary>
    public const string PolicyUnused = "MeshPolicyUnused";
}
