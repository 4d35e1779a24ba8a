using System.Collections.Concurrent;
using System.Globalization;
using MeshFederation.Analysis;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
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

    private static readonly HashSet<string> ReadLive =
        ReadKind.All.Where(kind => kind.IsLive).Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> RuleNames => [.. RuleCases.All.Select(item => item.ToString())];

    public static TheoryData<string> CaseNames => [.. FederationCase.Names];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Test_and_Trace_agree_on_the_objects_of_every_rule(string name) =>
        CallAgreement.Check(RuleCases.All.Single(item => item.ToString() == name).View());

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Test_and_Trace_agree_on_every_federation_of_somebody(string name) => CallAgreement.Check(FederationCase.Read(name).View());

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Test_and_Trace_agree_on_the_objects_of_every_rule_that_were_read_whole(string name) =>
        CallAgreement.Check(ReadWhole(RuleCases.All.Single(item => item.ToString() == name).View()));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Test_and_Trace_agree_on_every_federation_of_somebody_that_was_read_whole(string name) =>
        CallAgreement.Check(ReadWhole(FederationCase.Read(name).View()));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Test_and_Trace_agree_on_every_federation_of_somebody_without_versions(string name) =>
        CallAgreement.Check(WithoutVersions(FederationCase.Read(name).View()));

    [Fact]
    public void Test_and_Trace_agree_on_bookinfo() =>
        CallAgreement.Check(new([.. BookinfoTrace.Objects("cluster1"), .. BookinfoTrace.Objects("cluster2")], []));

    [Fact]
    public void Test_and_Trace_agree_on_federations_that_were_made_wrong() => Agree(static view => view);

    [Fact]
    public void Test_and_Trace_agree_where_nobody_said_the_versions() => Agree(WithoutVersions);

    [Fact]
    public void Test_and_Trace_agree_where_nobody_said_anything_of_clusters() => Agree(static view => new(view.Manifests, []));

    [Fact]
    public void Test_and_Trace_agree_where_clusters_were_read_whole() => Agree(ReadWhole);

    [Fact]
    public void Test_and_Trace_agree_where_files_say_what_clusters_are() => Agree(Described);

    [Fact]
    public void Test_and_Trace_agree_where_services_are_declared() =>
        Agree(static (view, services) => new(view.Manifests, services, view.Clusters.Values));

    private static FederationView ReadWhole(FederationView view) =>
        new(view.Manifests, [], view.Clusters.Values, static _ => ReadLive);

    private static FederationView Described(FederationView view) =>
        new(view.Manifests, [], view.Manifests.GroupBy(item => item.Cluster, StringComparer.Ordinal)
            .Select(cluster => ManifestClusters.Describe(cluster.Key, [.. cluster])).OfType<MeshCluster>());

    private static FederationView WithoutVersions(FederationView view) =>
        new(view.Manifests, [], view.Clusters.Values.Select(static cluster => cluster with { IsVersionAssumed = true }));

    private static void Agree(Func<FederationView, FederationView> known) => Agree((view, _) => known(view));

    /// <summary>Of each kind of difference the first federation is told, with no more objects than it needs.</summary>
    /// <param name="known">Makes of objects, clusters and what is declared what is known of them.</param>
    private static void Agree(Func<FederationView, IReadOnlyList<MeshService>, FederationView> known)
    {
        var (first, count) = Asked();
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        FederationWorlds.From(first, count).ForAll(world =>
        {
            var view = known(world.View, world.Services);
            foreach (var difference in Differences(world.Number, view))
            {
                if (found.TryAdd(difference.Kind, ""))
                {
                    var shrinker = new FederationShrinker(view, difference, left => known(left, world.Services));
                    found[difference.Kind] = $"{world.Number}: {shrinker.Shrink()}";
                }
            }
        });
        Assert.True(found.IsEmpty, string.Join("\n\n", found.Select(pair => $"=== {pair.Key}\n{pair.Value}")));
    }

    private static List<CallDifference> Differences(int number, FederationView view)
    {
        try
        {
            return [.. CallAgreement.Differences(view)];
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"federation {number}"), exception);
        }
    }

    private static (int First, int Count) Asked()
    {
        var numbers = (Environment.GetEnvironmentVariable("MESHFEDERATION_FEDERATIONS") ?? Usual).Split('-')
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return numbers is [var first, var end] ? (first, end - first) : (0, numbers[0]);
    }
}
