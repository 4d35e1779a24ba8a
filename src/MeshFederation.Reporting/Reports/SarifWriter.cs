using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshFederation.Model.Findings;

namespace MeshFederation.Reporting.Reports;

/// <summary>
/// Writes SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0): one run, its rules, and a result for each problem.
/// </summary>
internal sealed class SarifWriter(MeshReport report)
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write()
    {
        var problems = ReportProblem.Of(report);
        var rules = ReportRule.Of(report, problems);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, rules);
            if (problems.Any(problem => problem.MeansMissing)) Unsuccessful(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var problem in problems) Result(json, problem, rules);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).ReplaceLineEndings("\n") + "\n";
    }

    private void Tool(Utf8JsonWriter json, IReadOnlyList<ReportRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "MeshFederation");
        json.WriteString("semanticVersion", report.Version);
        json.WriteString("informationUri", "https://github.com/MeshFederation/MeshFederation");
        json.WriteStartArray("rules");
        foreach (var rule in rules) Rule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Says that results may be missing (section 3.20.14, executionSuccessful).</summary>
    private static void Unsuccessful(Utf8JsonWriter json)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", false);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Rule(Utf8JsonWriter json, ReportRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        Text(json, "shortDescription", rule.Title);
        Text(json, "fullDescription", rule.Source.Length == 0 ? rule.Title : $"{rule.Title} Source: {rule.Source}.");
        Text(json, "help", rule.Recommendation.Length == 0 ? rule.Title : rule.Recommendation);
        json.WriteString("helpUri", rule.HelpUri);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, ReportProblem problem, IReadOnlyList<ReportRule> rules)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", problem.Rule);
        json.WriteNumber("ruleIndex", IndexOf(rules, problem.Rule));
        json.WriteString("level", Level(problem.Severity));
        Text(json, "message", problem.Sentence);
        SarifLocation.Write(json, problem);
        if (problem.Count > 1) json.WriteNumber("occurrenceCount", problem.Count);
        json.WriteStartObject("partialFingerprints");
        // Not the line and not the message: a result is the same one when other lines of the file have moved.
        json.WriteString("meshObject/v1", Hash($"{problem.Rule}\n{problem.Cluster}\n{problem.Place}"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Message(text));
        json.WriteEndObject();
    }

    // Braces are placeholders and brackets before parentheses are links in messages (sections 3.11.5 and 3.11.6).
    private static string Message(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal)
            .Replace("](", "] (", StringComparison.Ordinal);

    private static int IndexOf(IReadOnlyList<ReportRule> rules, string id)
    {
        var index = 0;
        while (rules[index].Id != id) index++;
        return index;
    }

    private static string Level(FindingSeverity severity) =>
        severity switch { FindingSeverity.Error => "error", FindingSeverity.Warning => "warning", _ => "note" };

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32].ToLowerInvariant();
}
