namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>What is known of a server before it is started.</summary>
/// <param name="Name">Its name in the list of tests.</param>
/// <param name="IsCurrent">Whether it owns items of keyed lists in custom resources, and validates fields, as servers do today.</param>
/// <param name="HasAccessRules">Whether it has RBAC.</param>
public sealed record ServerTraits(string Name, bool IsCurrent, bool HasAccessRules)
{
    /// <summary>The name of the server that KUBEBUILDER_ASSETS names.</summary>
    public const string OfAssets = "KUBEBUILDER_ASSETS";

    /// <summary>The server in the test process.</summary>
    public static readonly ServerTraits InProcess = new("in-process", IsCurrent: true, HasAccessRules: true);
}
