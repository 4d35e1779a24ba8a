using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>
/// What there is to know of a kind of policy to read and write it: cmdlets, files and scripts have the same values by the same names.
/// </summary>
public abstract class PolicyKind
{
    private protected PolicyKind()
    {
    }

    /// <summary>The kind, as <c>timeout</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The cmdlet that sets it, as <c>Set-MeshTimeout</c>.</summary>
    public abstract string Cmdlet { get; }

    /// <summary>How one is typed, for errors: <c>Set-MeshTimeout 5s</c>.</summary>
    public abstract string Form { get; }

    /// <summary>The names of the cmdlet's parameters that say it, in Pascal case; what it holds for is not among them.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>What it can be limited to.</summary>
    public virtual PolicyScopes Scopes => PolicyScopes.Routes;

    /// <summary>What to do instead where somebody wants it for a destination; null where it can be.</summary>
    public virtual string? InsteadOfDestination => null;

    /// <summary>The policy of values.</summary>
    /// <param name="values">The values by the names of parameters, whatever their case: texts, numbers, bools, lists, maps.</param>
    /// <param name="scope">What it holds for.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="Model.Errors.MeshException">A value cannot be, one is missing, or a name is not known.</exception>
    public MeshPolicy FromArguments(IReadOnlyDictionary<string, object?> values, MeshPolicyScope scope) =>
        Read(new PolicyArguments(this, values)) with { Scope = scope };

    /// <summary>The values of a policy, as they can be typed; what it does not say is not among them.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>
    /// The values by the names of parameters, in their order: texts, whole numbers (long), bools, lists of texts, maps of texts.
    /// </returns>
    public abstract IReadOnlyList<KeyValuePair<string, object>> ToArguments(MeshPolicy policy);

    /// <summary>The copies of requests that a policy asks for.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The copies; null for none.</returns>
    public virtual CopiedRequests? Copies(MeshPolicy policy) => null;

    /// <summary>A policy as it is where clusters that it names are gone; null where nothing is left of it.</summary>
    internal virtual MeshPolicy? Without(MeshPolicy policy, IReadOnlySet<string> clusters) => policy;

    /// <summary>Reads a policy.</summary>
    private protected abstract MeshPolicy Read(PolicyArguments values);

    /// <summary>Requires that a policy fits a service, beside its scope.</summary>
    internal virtual void Check(MeshService service, MeshPolicy policy)
    {
    }
}
