using System.Collections.Concurrent;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>What goes wrong in a cluster, and when.</summary>
public sealed class FaultScript
{
    /// <summary>For <c>times</c>: with every request that matches.</summary>
    public const int Always = int.MaxValue / 2;

    private readonly ConcurrentQueue<FaultRule> _rules = [];

    /// <summary>Lets something go wrong.</summary>
    /// <param name="fault">What.</param>
    /// <param name="matches">
    /// With which requests, as <c>request => request is { Verb: "patch", Plural: "serviceentries", DryRun: false }</c>.
    /// </param>
    /// <param name="skip">With how many of them nothing goes wrong at first.</param>
    /// <param name="times">With how many of them it goes wrong then.</param>
    /// <returns>The rule, to see whether it came to that.</returns>
    public FaultRule Add(Fault fault, Func<ApiRequest, bool> matches, int skip = 0, int times = 1)
    {
        var rule = new FaultRule(fault, matches, skip, times);
        _rules.Enqueue(rule);
        return rule;
    }

    /// <summary>Lets nothing go wrong any more.</summary>
    public void Clear() => _rules.Clear();

    /// <summary>What goes wrong with a request; null for nothing.</summary>
    internal Fault? Take(ApiRequest request) => _rules.FirstOrDefault(rule => rule.Takes(request))?.Fault;
}
