using MeshFederation.Analysis;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

/// <summary>No state that publishing leads through takes the control plane down, and what heals it is published.</summary>
public sealed class PublishingDangerTests
{
    private const string Named = "ServiceEntry: {hosts: [g.global], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}], "
        + "endpoints: [{address: a.example.com, locality: r1}, {address: b.example.com, locality: r2}]}";
    private const string Numbered = "ServiceEntry: {hosts: [g.global], resolution: STATIC, ports: [{number: 80, name: http, protocol: "
        + "HTTP}], endpoints: [{address: 192.0.2.1, locality: r1}, {address: 192.0.2.2, locality: r2}]}";
    private const string Ranked = "DestinationRule: {host: g.global, trafficPolicy: {outlierDetection: {}, loadBalancer: "
        + "{localityLbSetting: {failoverPriority: [a]}}}}";
    private const string Plain = "DestinationRule: {host: g.global, trafficPolicy: {outlierDetection: {}, loadBalancer: "
        + "{localityLbSetting: {failoverPriority: []}}}}";

    [Theory]
    [InlineData("", Named, Ranked, true)] // Both are made.
    [InlineData(Ranked, Named, Plain, true)] // The entry is written while the rule is still the old one.
    [InlineData(Named, Numbered, Ranked, true)] // The rule is written while the entry is still the old one.
    [InlineData(Ranked, Named, "", true)] // The rule is another's, and stays.
    [InlineData(Ranked + "\n" + Named, Numbered, "", false)] // It is mended.
    [InlineData(Ranked + "\n" + Named, "", Plain, false)] // It is mended the other way.
    [InlineData(Ranked + "\n" + Named, "", "", true)] // It is as it was.
    [InlineData(Numbered, "", Ranked, false)] // Addresses do no harm.
    public void Every_state_on_the_way_counts(string live, string entry, string rule, bool endangers)
    {
        var there = live.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Object).ToList();
        Assert.Equal(endangers, Dangers(there, Write(there, entry, rule), []).Count > 0);
    }

    [Fact]
    public void What_is_removed_counts_until_it_is_gone_but_not_in_the_end()
    {
        var there = new[] { Object(Ranked), Object(Named) };
        var gone = new ComparedObject(Change(there[1], ChangeAction.Delete, there[1]));
        Assert.Empty(Dangers(there, [], [gone]));
        Assert.NotEmpty(Dangers(there, [], [gone], prune: false));
        Assert.NotEmpty(Dangers([there[1]], Write([], "", Ranked), [gone]));
    }

    private static IReadOnlyList<MeshFinding> Dangers(
        IReadOnlyList<MeshManifest> live, IReadOnlyList<ComparedObject> wanted, IReadOnlyList<ComparedObject> unwanted, bool prune = true)
    {
        var compared = new ComparedCluster(wanted, unwanted, []);
        ReadKind[] kinds = [ReadKind.ServiceEntry, ReadKind.DestinationRule];
        var between = kinds.Select(kind => PassedStates.With(live, compared, kind.Type));
        return PublishingDanger.Of(
            LiveObjects.Cluster with { IstioVersion = IstioVersion.Parse("1.30.3") },
            live,
            between,
            PassedStates.Last(live, compared, prune),
            new HashSet<string>(StringComparer.Ordinal));
    }

    private static List<ComparedObject> Write(IReadOnlyList<MeshManifest> live, params string[] written) =>
    [
        .. written.Where(text => text.Length > 0)
            .Select(Object)
            .Select(item => (item, there: live.FirstOrDefault(known => known.Kind == item.Kind)))
            .Select(
                pair => new ComparedObject(Change(pair.item, pair.there is null ? ChangeAction.Create : ChangeAction.Update, pair.there))),
    ];

    private static MeshChange Change(MeshManifest item, ChangeAction action, MeshManifest? live) =>
        new(item.Cluster, item.ApiVersion, item.Kind, item.Namespace, item.Name, action)
        {
            Wanted = action == ChangeAction.Delete ? null : item.Content,
            Live = live?.Content,
        };

    private static MeshManifest Object(string text)
    {
        var (kind, spec) = (text.Split(':')[0], text[(text.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        return ClusterFixture.Object(
            $"{{apiVersion: networking.istio.io/v1, kind: {kind}, metadata: {{name: g, namespace: default}}, spec: {spec}}}");
    }
}
