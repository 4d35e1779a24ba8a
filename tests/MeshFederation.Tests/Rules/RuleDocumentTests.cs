using System.Text;
using MeshFederation.Analysis.Rules;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Model.Findings;

namespace MeshFederation.Tests.Rules;

/// <summary>
/// docs/rules.md lists every rule as the catalogue has it. MESHFEDERATION_UPDATE_CASES=1 writes it anew, to be reviewed like code.
/// </summary>
public sealed class RuleDocumentTests
{
    private static readonly string Document = Path.Combine(RepositoryPaths.Root, "docs", "rules.md");

    private static readonly (string Prefix, string Title)[] Families =
    [
        ("MF10", "Any object of Istio's"),
        ("MF11", "ServiceEntry"),
        ("MF12", "DestinationRule"),
        ("MF13", "VirtualService"),
        ("MF14", "Gateway"),
        ("MF15", "EnvoyFilter"),
        ("MF16", "WorkloadEntry"),
        ("MF17", "AuthorizationPolicy"),
        ("MF18", "PeerAuthentication"),
        ("MF19", "Sidecar"),
        ("MF2", "Across the objects of a cluster"),
        ("MF3", "Across clusters"),
        ("MF4", "Versions and modes"),
        ("MF5", "Identity"),
        ("MF7", "RequestAuthentication"),
        ("MF8", "Mesh configuration"),
    ];

    [Fact]
    public void The_document_has_every_rule_as_the_catalogue_has_it()
    {
        var expected = Text();
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(Document, expected);
        Assert.Equal(expected, File.ReadAllText(Document).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_rule_is_of_a_family() =>
        Assert.All(Offline, rule => Assert.Single(Families, family => rule.Id.StartsWith(family.Prefix, StringComparison.Ordinal)));

    /// <summary>MF6 is what only live clusters can tell, and is listed with the checks of these.</summary>
    private static IEnumerable<IRule> Offline => RuleCatalog.All.Where(rule => !rule.Id.StartsWith("MF6", StringComparison.Ordinal));

    private static string Text()
    {
        var text = new StringBuilder(
            """
            # Rules

            What `Test-MeshFederation` looks for. An **error** does not work or is refused by Istio, and stops `Publish-MeshFederation`; a **warning** works, perhaps not as meant; **information** is good to know. `-ExcludeRule MF3018` leaves a rule out. Sources are paths in [istio/istio](https://github.com/istio/istio).

            """);
        foreach (var (prefix, title) in Families)
        {
            text.Append("\n## ").Append(title).Append("\n\n| id | severity | what must hold | what to do | source |\n|---|---|---|---|---|\n");
            foreach (var rule in Offline.Where(rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal)))
            {
                text.Append("| ").Append(rule.Id).Append(" | ").Append(Word(rule.Severity)).Append(" | ").Append(Cell(rule.Title)).Append(" | ").Append(Cell(rule.Recommendation))
                    .Append(" | ").Append(Cell(rule.Source)).Append(" |\n");
            }
        }

        return Traces(text).ToString();
    }

    private static StringBuilder Traces(StringBuilder text)
    {
        text.Append("\n## On the way of a request\n\n`Trace-MeshRequest` explains with these where a request breaks.\n\n| id | severity | what must hold | what to do |\n|---|---|---|---|\n");
        foreach (var problem in TraceProblems.All)
        {
            text.Append("| ").Append(problem.Id).Append(" | ").Append(Word(problem.Severity)).Append(" | ").Append(Cell(problem.Title)).Append(" | ").Append(Cell(problem.Recommendation)).Append(" |\n");
        }

        return text;
    }

    private static string Word(FindingSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
