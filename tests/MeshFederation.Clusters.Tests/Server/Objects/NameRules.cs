using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>What names and labels must look like (k8s.io/apimachinery util/validation).</summary>
internal static partial class NameRules
{
    private const string Subdomain = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private const string Key = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string Value = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";

    /// <summary>What is wrong with an object's names and labels.</summary>
    public static IEnumerable<FieldProblem> Check(ServedKind kind, JsonObject value)
    {
        _ = kind;
        var metadata = (JsonObject)value["metadata"]!;
        var name = (string?)metadata["name"] ?? "";
        if (name.Length == 0) yield return FieldProblem.Required("metadata.name", "name or generateName is required");
        else if (name.Length > 253 || !SubdomainPattern().IsMatch(name))
            yield return FieldProblem.Invalid("metadata.name", JsonText.Write(name), SubdomainHelp);
        foreach (var (key, label) in metadata["labels"] as JsonObject ?? [])
        {
            if (!IsKey(key)) yield return FieldProblem.Invalid("metadata.labels", JsonText.Write(key), KeyHelp);
            var text = (string?)label ?? "";
            if (text.Length > 63)
                yield return FieldProblem.Invalid("metadata.labels", JsonText.Write(text), "must be no more than 63 bytes");
            else if (!ValuePattern().IsMatch(text)) yield return FieldProblem.Invalid("metadata.labels", JsonText.Write(text), ValueHelp);
        }
    }

    private const string SubdomainHelp = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
        + "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
        + Subdomain + "')";
    private const string KeyHelp = "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end "
        + "with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
        + Key + "') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    private const string ValueHelp = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
        + "must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'" + Value + "')";

    private static bool IsKey(string key)
    {
        var parts = key.Split('/');
        return parts.Length <= 2
            && parts[^1].Length <= 63
            && KeyPattern().IsMatch(parts[^1])
            && (parts.Length == 1 || SubdomainPattern().IsMatch(parts[0]));
    }

    [GeneratedRegex($"^{Subdomain}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex($"^{Key}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyPattern();

    [GeneratedRegex($"^{Value}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ValuePattern();
}
