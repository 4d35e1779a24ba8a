using System.Reflection;
using MeshFederation.Clusters.Tests.Servers;
using Xunit.Sdk;
using Xunit.v3;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>
/// Runs a behaviour against the server in this process and every real one that can be started here; says so where there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryServerAttribute : DataAttribute
{
    /// <summary>Leaves out servers older than the behaviour.</summary>
    public bool Current { get; init; }

    /// <summary>Leaves out servers without access rules.</summary>
    public bool AccessRules { get; init; }

    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        List<ITheoryDataRow> rows = [new TheoryDataRow<string>(ServerTraits.InProcess.Name)];
        rows.AddRange(ServerTraits.Real.Where(Fits).Select(traits => new TheoryDataRow<string>(traits.Name)));
        if (ServerTraits.Real.Count == 0) rows.Add(new TheoryDataRow<string>("real") { Skip = RealServers.WhyNot });
        return new(rows);
    }

    /// <inheritdoc />
    public override bool SupportsDiscoveryEnumeration() => true;

    private bool Fits(ServerTraits traits) => (traits.IsCurrent || !Current) && (traits.HasAccessRules || !AccessRules);
}
