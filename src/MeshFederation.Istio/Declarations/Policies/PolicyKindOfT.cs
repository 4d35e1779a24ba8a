using MeshFederation.Model.Policies;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>A kind of policy by its record.</summary>
/// <typeparam name="T">The record.</typeparam>
internal abstract class PolicyKind<T> : PolicyKind
    where T : MeshPolicy
{
    public sealed override IReadOnlyList<KeyValuePair<string, object>> ToArguments(MeshPolicy policy) =>
    [
        .. Values((T)policy).Where(value => value.Value is not null)
            .Select(value => new KeyValuePair<string, object>(value.Parameter, value.Value!)),
    ];

    private protected sealed override MeshPolicy Read(PolicyArguments values) => Of(values);

    /// <summary>The policy of values.</summary>
    protected abstract T Of(PolicyArguments values);

    /// <summary>The values of a policy; null for what it does not say.</summary>
    protected abstract IEnumerable<(string Parameter, object? Value)> Values(T policy);
}
