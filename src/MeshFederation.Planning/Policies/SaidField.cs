namespace MeshFederation.Planning.Policies;

/// <summary>Which parameter of a policy says a field of a traffic policy.</summary>
/// <param name="Path">The field below that of the policy, as <c>tcp.maxConnections</c>.</param>
/// <param name="Parameter">The parameter.</param>
internal sealed record SaidField(string Path, string Parameter)
{
    /// <summary>The value of the parameter by what the field says; null where that needs no saying.</summary>
    public Func<object?, object?> Read { get; init; } = value => value;

    /// <summary>The value of the parameter where the field is not there though it is otherwise; null where none says so.</summary>
    public object? Absent { get; init; }
}
