using System.Text.RegularExpressions;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Istio;

/// <summary>What agreed.yaml says of how Istio's messages and ours go together, and where they do not on purpose.</summary>
internal sealed class Agreement
{
    private readonly UnstructuredMap _content;

    private Agreement(UnstructuredMap content) => _content = content;

    public static Agreement Read() =>
        new(YamlReader.ReadFile(Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Istio", "agreed.yaml"))
            .Single().Content);

    /// <summary>The rules that say what a message says; none where the message is not of our kinds.</summary>
    public IReadOnlyList<string> RulesFor(string code) => [.. _content.Map("messages")!.List(code).OfType<string>()];

    /// <summary>Every rule that is named.</summary>
    public IEnumerable<string> AllRules =>
        _content.Map("messages")!.Values.OfType<UnstructuredList>().SelectMany(rules => rules.OfType<string>())
            .Concat(_content.Maps("also").Select(entry => entry.Text("what")!)).Distinct(StringComparer.Ordinal);

    /// <summary>The version of Istio for which a message still holds, where it holds no longer for the newest.</summary>
    public string? VersionFor(string code) => _content.Map("versions")!.Text(code);

    /// <summary>Why a message has no rule at all.</summary>
    public string? WhyNoRule(string code) => _content.Map("none")!.Text(code);

    /// <summary>Why no finding is about an object that has a message.</summary>
    public string? WhyNot(ExpectedMessage message) => Why("not", message.Code, message.Target);

    /// <summary>Why an object has an error of ours though its case expects no message.</summary>
    public string? WhyAlso(string rule, string target) => Why("also", rule, target);

    private string? Why(string list, string what, string target) => _content.Maps(list).FirstOrDefault(entry =>
        entry.Text("what") == what
        && entry.List("of").OfType<string>()
            .Any(pattern => Regex.IsMatch(
                target,
                "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$",
                RegexOptions.NonBacktracking)))?.Text("why");
}
