using System.Text;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

namespace MeshFederation.Tests.Rules;

/// <summary>
/// docs/rules.md lists every fault as the catalogue has it. MESHFEDERATION_UPDATE_CASES=1 writes it anew, to be reviewed like code.
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
        ("MF6", "Ambient meshes"),
        ("MF7", "RequestAuthentication"),
        ("MF8", "Mesh configuration"),
        ("MF9", "On the way of a request"),
    ];

    [Fact]
    public void The_document_has_every_fault_as_the_catalogue_has_it()
    {
        var expected = Text();
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(Document, expected);
        Assert.Equal(expected, File.ReadAllText(Document).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_fault_is_of_a_family() =>
        Assert.All(
            FaultCatalog.All, fault => Assert.Single(Families, family => fault.Id.StartsWith(family.Prefix, StringComparison.Ordinal)));

    private static string Text()
    {
        var text = new StringBuilder(
            """
            # Rules

            What `Test-MeshFederation` looks for, and what `Trace-MeshRequest` and the live checks find on the way of a request: the same fault has the same id wherever it is found. Those marked † are of one request, and found by traces alone. An **error** does not work or is refused by Istio, and stops `Publish-MeshFederation`; a **warning** works, perhaps not as meant; **information** is good to know. `-ExcludeRule MF3018` leaves a rule out. Sources are paths in [istio/istio](https://github.com/istio/istio).

            """);
        foreach (var (prefix, title) in Families)
        {
            text.Append("\n## ")
                .Append(title)
                .Append("\n\n| id | severity | what must hold | what to do | source |\n|---|---|---|---|---|\n");
            foreach (var rule in FaultCatalog.All.Where(rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal)))
            {
                text.Append("| ")
                    .Append(rule.Id)
                    .Append(rule.IsOfRequest ? " †" : "")
                    .Append(" | ")
                    .Append(Word(rule.Severity))
                    .Append(" | ")
                    .Append(Cell(rule.Title))
                    .Append(" | ")
                    .Append(Cell(rule.Recommendation))
                    .Append(" | ").Append(Cell(rule.Source)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Word(FindingSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
}
