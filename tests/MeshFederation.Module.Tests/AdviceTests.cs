using System.Management.Automation;
using System.Text.RegularExpressions;

namespace MeshFederation.Module.Tests;

/// <summary>No advice names a command, a parameter or a subcommand of another program that there is not.</summary>
public sealed partial class AdviceTests
{
    private static readonly string[] Kubectl = [
        "delete", "get", "label", "create", "annotate", "rollout", "api-resources", "apply", "auth", "config", "describe", "logs",
        "version", "explain", "edit", "api-versions", "patch", "set"
    ];
    private static readonly string[] Istioctl = ["analyze", "proxy-config", "proxy-status", "version", "install", "x"];

    /// <summary>What is said of the programs, not to them.</summary>
    private static readonly string[] Prose = ["reads", "first", "gave"];

    [Fact]
    public void Every_command_and_parameter_that_is_named_exists()
    {
        using var host = new ModuleHost();
        var commands = host.Run("Get-Command -Module MeshFederation").Select(value => (CommandInfo)value.BaseObject)
            .ToDictionary(
                command => command.Name,
                command => command.Parameters.Keys.Concat(["Confirm", "WhatIf", "ErrorAction"]).ToHashSet(StringComparer.OrdinalIgnoreCase),
                StringComparer.OrdinalIgnoreCase);
        Assert.True(commands.Count > 15);
        Assert.Empty(Advice().SelectMany(text => Faults(text, commands)));
    }

    [Theory]
    [InlineData("Use Test-MeshNothing.", 1)]
    [InlineData("Use Test-MeshFederation -Liv now.", 1)]
    [InlineData("Use Test-MeshFederation -Live, or kubectl delete pod a.", 0)]
    [InlineData("Run kubectl frobnicate, or istioctl heal.", 2)]
    public void The_test_itself_sees_what_does_not_exist(string text, int faults) =>
        Assert.Equal(faults, Faults(text, new() { ["Test-MeshFederation"] = new(StringComparer.OrdinalIgnoreCase) { "Live" } }).Count());

    private static IEnumerable<string> Faults(string text, Dictionary<string, HashSet<string>> commands)
    {
        foreach (Match command in Command().Matches(text))
        {
            if (!commands.TryGetValue(command.Groups["name"].Value, out var parameters))
            {
                yield return $"{command.Groups["name"].Value} in: {text}";
                continue;
            }

            foreach (var parameter in Parameter().Matches(command.Value).Select(match => match.Groups["parameter"]))
            {
                if (!parameters.Contains(parameter.Value)) yield return $"{command.Groups["name"].Value} -{parameter.Value} in: {text}";
            }
        }

        foreach (Match other in Program().Matches(text))
        {
            var known = other.Groups["program"].Value == "kubectl" ? Kubectl : Istioctl;
            if (!known.Concat(Prose).Contains(other.Groups["verb"].Value, StringComparer.Ordinal)) yield return $"{other.Value} in: {text}";
        }
    }

    /// <summary>Rules, checks, traces and errors give their advice in literals of the sources.</summary>
    private static IEnumerable<string> Advice() =>
        Directory.EnumerateFiles(Path.Combine(ModuleHost.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(
                file => Literal().Matches(Joint().Replace(File.ReadAllText(file), "")).Select(literal => literal.Groups["text"].Value));

    [GeneratedRegex(
        """\b(?<name>(?:New|Set|Get|Test|Trace|Compare|Publish|Unpublish|Undo|Export|Import|"""
        + """ConvertTo|Remove|Add|Update|Repair)-Mesh[A-Za-z]+)(?:(?: """
        + """[^-|.;:(){}"\s][^-|.;:(){}"\s]*)* -[A-Z][A-Za-z]+)*""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Command();

    [GeneratedRegex(" -(?<parameter>[A-Z][A-Za-z]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        """\b(?<program>kubectl|istioctl)(?: --?[a-z-]+(?: \{[^}]*\}+)?)* (?<verb>[a-z][a-z-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Program();

    /// <summary>Where a sentence goes on in the next line.</summary>
    [GeneratedRegex("\"\\s*\\+ \\$?\"", RegexOptions.NonBacktracking)]
    private static partial Regex Joint();

    [GeneratedRegex("\"(?<text>[^\"\\r\\n]{8,})\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
