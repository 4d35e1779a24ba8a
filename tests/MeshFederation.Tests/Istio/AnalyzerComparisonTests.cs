using MeshFederation.Analysis;
using MeshFederation.Analysis.Faults;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

namespace MeshFederation.Tests.Istio;

/// <summary>What Istio's own analyzers say of their test data, our rules say too, or agreed.yaml says why not.</summary>
public sealed class AnalyzerComparisonTests
{
    private static readonly Agreement Agreed = Agreement.Read();

    /// <summary>The kinds of what objects name.</summary>
    private static readonly ReadKind[] Named =
        [ReadKind.Gateway, ReadKind.Namespace, ReadKind.Pod, ReadKind.RequestAuthentication, ReadKind.Secret];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name).Distinct(StringComparer.Ordinal).DefaultIfEmpty("")];

    private static IReadOnlyList<AnalyzerCase> Cases { get; } =
        IstioCheckout.Folder is null
            ? []
            : AnalyzerCase.Read(File.ReadAllText(IstioCheckout.Find(IstioCheckout.Analyzers, "analyzers_test.go")));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_message_of_a_case_is_found_too(string name)
    {
        Assert.SkipWhen(IstioCheckout.Folder is null, IstioCheckout.Missing);
        foreach (var item in Cases.Where(item => item.Name == name))
        {
            var findings = Run(item);
            Assert.All(
                item.Expected,
                message => Assert.True(
                    IsCovered(message, findings) || Agreed.WhyNoRule(message.Code) is not null || Agreed.WhyNot(message) is not null,
                    message.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_object_without_a_message_has_an_error(string name)
    {
        Assert.SkipWhen(IstioCheckout.Folder is null, IstioCheckout.Missing);
        foreach (var item in Cases.Where(item => item.Name == name))
        {
            var said = item.Expected.Select(message => message.Target).ToHashSet(StringComparer.Ordinal);
            var errors = Run(item).Where(finding => finding.Severity == FindingSeverity.Error && !said.Contains(finding.Target));
            Assert.All(errors, finding => Assert.True(
                Agreed.WhyAlso(finding.Rule, finding.Target) is not null, $"{finding.Rule} {finding.Target}: {finding.Message}"));
        }
    }

    [Fact]
    public void The_agreement_names_rules_that_there_are()
    {
        Assert.NotEmpty(Agreed.AllRules);
        Assert.All(Agreed.AllRules, rule => Assert.NotNull(FaultCatalog.Find(rule)));
    }

    /// <summary>Where two objects are at odds, one finding names both.</summary>
    private static bool IsCovered(ExpectedMessage message, IReadOnlyList<MeshFinding> findings) => findings.Any(finding =>
        Agreed.RulesFor(message.Code).Contains(finding.Rule, StringComparer.Ordinal)
        && (finding.Target == message.Target || finding.Message.Contains(message.Target, StringComparison.Ordinal)));

    private static IReadOnlyList<MeshFinding> Run(AnalyzerCase item)
    {
        var version = item.Expected.Select(message => Agreed.VersionFor(message.Code)).FirstOrDefault(version => version is not null);
        MeshCluster[] clusters =
            [new("c1", "c1") { IstioVersion = version is null ? IstioVersion.Current : IstioVersion.Parse(version) }];
        var objects = item.Files.SelectMany(file => ManifestFiles.Read(IstioCheckout.Find(IstioCheckout.Analyzers, file), "c1")).ToList();

        // The analyzers take files for all that there is.
        var complete = Named.Where(kind => objects.Exists(kind.Type.Is)).Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal);
        return FederationAnalysis.Run(new(objects, [], clusters, _ => complete));
    }
}
