using System.Collections.Immutable;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies.RetryBudget;

/// <summary>
/// How many requests may be sent again at a time. It holds for all ports of a host, as Istio has it for none alone, and ports with
/// settings of their own would not have it (istio pilot/pkg/networking/util shadowCopyPortTrafficPolicy).
/// </summary>
internal sealed class RetryBudgetPolicy : DestinationPolicy
{
    /// <summary>
    /// What Istio has from 1.30 on where nothing is said. Before, it was 0.2 % (istio releasenotes/notes/59505.yaml), so it is always said.
    /// </summary>
    private const double UsualPercent = 20;

    public override string Field => "retryBudget";

    public override string Kind => "connectionPool";

    public override ImmutableArray<SaidField> Said => RetryBudgetFields.All;

    public override UnstructuredMap? Of(CalledHost host, MeshPort port)
    {
        if (host.Chosen<MeshConnectionPool>() is not { HasRetryBudget: true } chosen) return null;
        var percent = chosen.RetryBudgetPercent ?? UsualPercent;
        return UnstructuredMap.Of(
            ("percent", percent == Math.Truncate(percent) ? (object)(long)percent : percent),
            ("minRetryConcurrency", (long?)chosen.RetryBudgetMinConcurrency),
            ("budgetInterval", chosen.RetryBudgetInterval is { } interval ? IstioDuration.Of(interval) : null));
    }

    /// <summary>Ports with settings of their own have no budget.</summary>
    public override void RequireByPort(CalledHost host)
    {
        if (host.Chosen<MeshConnectionPool>() is { HasRetryBudget: true } chosen)
            throw DestinationPolicyErrors.RetryBudgetByPort(host.Service, $"'{host.Place}'", chosen, host.Client);
    }

    /// <summary>Some Istio lose it in subsets with settings of their own.</summary>
    public override void RequireInSubset(CalledHost host, CalledHost subset)
    {
        if (!IstioBehavior.LosesRetryBudgetOfSubsets(host.Client.IstioVersion)) return;
        if (new[] { subset, host }.Select(at => at.Chosen<MeshConnectionPool>()).FirstOrDefault(pool => pool is { HasRetryBudget: true })
            is { } chosen)
        {
            throw DestinationPolicyErrors.RetryBudgetLost(host.Service, $"'{subset.Place}'", chosen, host.Client);
        }
    }
}
