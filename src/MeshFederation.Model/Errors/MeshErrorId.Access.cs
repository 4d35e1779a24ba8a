namespace MeshFederation.Model.Errors;

/// <summary>Errors about who may call services.</summary>
public static partial class MeshErrorId
{
    /// <summary>An access policy cannot be, or does not fit its service.</summary>
    public const string AccessPolicyInvalid = "MeshAccessPolicyInvalid";

    /// <summary>What access policies want cannot be said to Istio of a cluster as it is.</summary>
    public const string AccessPolicyInexpressible = "MeshAccessPolicyInexpressible";

    /// <summary>Publishing would let callers of other clusters past AuthorizationPolicies that nobody meant for them.</summary>
    public const string AccessWidened = "MeshAccessWidened";

    /// <summary>It is not known whether callers of other clusters get past AuthorizationPolicies.</summary>
    public const string AccessUnknown = "MeshAccessUnknown";
}
