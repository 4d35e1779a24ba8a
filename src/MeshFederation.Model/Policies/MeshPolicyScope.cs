namespace MeshFederation.Model.Policies;

/// <summary>For which of a service's traffic a policy holds: requests of a match, or destinations.</summary>
public abstract record MeshPolicyScope
{
    private protected MeshPolicyScope()
    {
    }

    /// <summary>Whether it leaves nothing out.</summary>
    public abstract bool IsAll { get; }
}
