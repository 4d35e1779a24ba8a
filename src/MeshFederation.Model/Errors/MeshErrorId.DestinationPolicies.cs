namespace MeshFederation.Model.Errors;

public static partial class MeshErrorId
{
    /// <summary>By a policy of outlier detection nothing would ever take over for a destination with fallbacks.</summary>
    public const string FallbackNeverUsed = "MeshFallbackNeverUsed";

    /// <summary>A retry budget would hold for nothing, as Istio has it for hosts and not for ports, and some versions lose it.</summary>
    public const string RetryBudgetLost = "MeshRetryBudgetLost";

    /// <summary>A policy would act at a gateway, which chooses pods and shares connections by itself.</summary>
    public const string PolicyAtGateway = "MeshPolicyAtGateway";
}
