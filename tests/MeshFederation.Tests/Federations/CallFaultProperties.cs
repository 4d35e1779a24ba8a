using System.Collections.Concurrent;
using System.Globalization;
using MeshFederation.Analysis;
using MeshFederation.Tests.Cases;
using MeshFederation.Tests.Rules;
using MeshFederation.Tests.Tracing;

namespace MeshFederation.Tests.Federations;

/// <summary>
/// Test and Trace agree: a trace that breaks has its fault among the findings, in the same words, and what Test calls an error of a call is
/// no call that is delivered. MESHFEDERATION_FEDERATIONS says how many federations are made wrong, or which: <c>2000</c>,
/// <c>40000-60000</c>, <c>4711</c> and no other as <c>4711-4712</c>.
/// </summary>
public sealed class CallFaultProperties
{
    private const string Usual = "0-400";

    public static TheoryData<string> RuleNames => [.. RuleCases.All.Select(item => item.ToString())];

    public static TheoryData<string> CaseNames => [.. FederationCase.Names];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Test_and_Trace_agree_on_the_objects_of_every_rule(string name) =>
        CallAgreement.Check(RuleCases.All.Single(item => item.ToString() == name).View());

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Test_and_Trace_agree_on_every_federation_of_somebody(string name) => CallAgreement.Check(FederationCase.Read(name).View());

    [Fact]
    public void Test_and_Trace_agree_on_bookinfo() =>
        CallAgreement.Check(new([.. BookinfoTrace.Objects("cluster1"), .. BookinfoTrace.Objects("cluster2")], []));

    [Fact]
    public void Test_and_Trace_agree_on_federations_that_were_made_wrong() => Agree(static view => view);

    [Fact]
    public void Test_and_Trace_agree_where_nobody_said_the_versions() => Agree(WithoutVersions);

    [Fact]
    public void Test_and_Trace_agree_where_nobody_said_anything_of_clusters() => Agree(static view => new(view.Manifests, []));

    private static FederationView WithoutVersions(FederationView view) =>
        new(view.Manifests, [], view.Clusters.Values.Select(static cluster => cluster with { IsVersionAssumed = true }));

    /// <summary>Of each kind of difference the first federation is told, with no more objects than it needs.</summary>
    private static void Agree(Func<FederationView, FederationView> known)
    {
        var (first, count) = Asked();
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        FederationWorlds.From(first, count).ForAll(world =>
        {
            var view = known(world.View);
            foreach (var difference in CallAgreement.Differences(view))
            {
                if (found.TryAdd(difference.Kind, ""))
                    found[difference.Kind] = $"{world.Number}: {new FederationShrinker(view, difference).Shrink()}";
            }
        });
        Assert.True(found.IsEmpty, string.Join("\n\n", found.Select(pair => $"=== {pair.Key}\n{pair.Value}")));
    }

    private static (int First, int Count) Asked()
    {
        var numbers = (Environment.GetEnvironmentVariable("MESHFEDERATION_FEDERATIONS") ?? Usual).Split('-')
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return numbers is [var first, var end] ? (first, end - first) : (0, numbers[0]);
    }
}
