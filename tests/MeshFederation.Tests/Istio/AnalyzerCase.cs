using System.Text.RegularExpressions;

namespace MeshFederation.Tests.Istio;

/// <summary>A case of Istio's analyzers_test.go: what one analyzer says of some files.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Files">The files, below the folder of the analyzers.</param>
/// <param name="Expected">The messages, each with the object that it is about.</param>
internal sealed partial record AnalyzerCase(string Name, IReadOnlyList<string> Files, IReadOnlyList<ExpectedMessage> Expected)
{
    public static IReadOnlyList<AnalyzerCase> Read(string source)
    {
        var grid = source[
            source.IndexOf("var testGrid", StringComparison.Ordinal)..source.IndexOf("var ignoreAnalyzers", StringComparison.Ordinal)];
        return [.. Block().Split(grid).Skip(1).Select(Of)];
    }

    private static IReadOnlyList<ExpectedMessage> Messages(string source) =>
        [.. Message()
            .Matches(source)
            .Select(message => new ExpectedMessage(
                message.Groups["code"].Value,
                message.Groups["kind"].Value,
                message.Groups["space"].Value,
                message.Groups["object"].Value))];

    private static AnalyzerCase Of(string block)
    {
        var inputs = Inputs().Match(block).Groups["files"].Value;
        return new(
            Named().Match(block).Groups["name"].Value,
            [.. Quoted().Matches(inputs).Select(file => file.Groups["text"].Value)],
            Messages(block));
    }

    [GeneratedRegex(@"\n\t\{\n", RegexOptions.NonBacktracking)]
    private static partial Regex Block();

    [GeneratedRegex(@"name:\s+""(?<name>[^""]+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"inputFiles:\s*\[\]string\{(?<files>[^}]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Inputs();

    [GeneratedRegex(@"""(?<text>[^""]+)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"\{msg\.(?<code>\w+), ""(?<kind>\w+) ((?<space>[^/""]+)/)?(?<object>[^""]+)""\}",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Message();
}
