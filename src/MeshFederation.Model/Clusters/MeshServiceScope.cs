namespace MeshFederation.Model.Clusters;

/// <summary>
/// Which Services of an ambient mesh have endpoints in other networks: an entry of <c>meshConfig.serviceScopeConfigs</c> with the scope
/// GLOBAL. One whose selectors ask nothing is for all.
/// </summary>
public sealed record MeshServiceScope
{
    internal MeshServiceScope(NamespaceSelector services, NamespaceSelector namespaces) => (Services, Namespaces) = (services, namespaces);

    /// <summary>What is asked of the labels of Services.</summary>
    public NamespaceSelector Services { get; }

    /// <summary>What is asked of the labels of their namespaces.</summary>
    public NamespaceSelector Namespaces { get; }

    /// <summary>The scope in short: <c>Services istio.io/global=true of every namespace</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{(Services.Requirement.Count == 0 ? "every Service" : $"Services {Services}")} of "
        + (Namespaces.Requirement.Count == 0 ? Namespaces.ToString() : $"namespaces {Namespaces}");
}
