namespace MeshFederation.Model.Policies;

/// <summary>
/// What is wanted of the requests or connections to a service beside where they go. A service has one policy of a kind for a scope.
/// </summary>
public abstract record MeshPolicy
{
    private protected MeshPolicy()
    {
    }

    /// <summary>What kind of policy it is, as <c>timeout</c>: the noun of its cmdlet, without Mesh.</summary>
    public abstract string Kind { get; }

    /// <summary>For which of the service's traffic it holds.</summary>
    public MeshPolicyScope Scope { get; internal init; } = MeshRouteScope.All;

    /// <summary>What it says, as it can be typed: <c>5s</c>.</summary>
    public abstract string Value { get; }

    /// <summary>The policy in one line.</summary>
    /// <returns>The text, as <c>PathPrefix=/api => timeout 5s</c>.</returns>
    public sealed override string ToString() => Scope.IsAll ? $"{Kind} {Value}" : $"{Scope} => {Kind} {Value}";
}
