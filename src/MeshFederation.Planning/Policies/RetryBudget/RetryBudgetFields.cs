using System.Collections.Immutable;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.RetryBudget;

/// <summary>Which parameters say which fields of a retry budget.</summary>
internal static class RetryBudgetFields
{
    public static readonly ImmutableArray<SaidField> All =
    [
        new("percent", nameof(MeshConnectionPool.RetryBudgetPercent)),
        new("minRetryConcurrency", nameof(MeshConnectionPool.RetryBudgetMinConcurrency)),
        new("budgetInterval", nameof(MeshConnectionPool.RetryBudgetInterval)),
    ];
}
