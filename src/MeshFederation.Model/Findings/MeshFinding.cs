namespace MeshFederation.Model.Findings;

/// <summary>What analysis says of an object.</summary>
public sealed record MeshFinding
{
    /// <summary>The id of the rule, as <c>MF1001</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>How bad it is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The name of the cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>The object, as <c>VirtualService/default/reviews</c>, and the field where one is meant.</summary>
    public required string Target { get; init; }

    /// <summary>What to do.</summary>
    public required string Recommendation { get; init; }

    /// <summary>The finding in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rule} {Severity} {Cluster} {Target}: {Message}";
}
