using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace MeshFederation.Module.Tests.Parameters;

/// <content>
/// A variable that nothing was put into is given as an empty value. Taken as if the parameter were left out, it would do to all what was
/// meant for some, or leave out what protects; so every cmdlet refuses it, in every parameter set.
/// </content>
public sealed partial class UseTests
{
    /// <summary>Where an empty value says something: no network's name is Istio's own default, and no findings were found.</summary>
    private static readonly string[] Meaningful =
        ["Export-MeshTopology -Finding", "New-MeshCluster -Network ''", "New-MeshCluster -RoutingMode ''",
            "New-MeshServiceEntry -RoutingMode ''", "New-MeshCluster -OutboundTrafficPolicy ''",
            "Set-MeshRewrite -Replacement ''", "Export-MeshReport -InputObject"];

    [Fact]
    public void Nothing_that_is_given_empty_is_taken_as_left_out()
    {
        var lines = UseRow.Read()
            .SelectMany(row => Lines(row).SelectMany(WithEmptyArguments).Select(line => (row.Set, line.Argument, line.Text)))
            .DistinctBy(line => (line.Set, line.Argument)).ToList();
        Assert.True(lines.Count > 1000, $"{lines.Count}");
        var taken = lines.Where(line => !Array.Exists(Meaningful, line.Argument.StartsWith) && !IsRefused(line.Text))
            .Select(line => $"{line.Argument}: {line.Text}");
        Assert.Equal("", string.Join('\n', taken));
    }

    /// <summary>What hands objects on may have none; whatever does something with them says that there are none.</summary>
    [Fact]
    public void Nothing_that_comes_down_the_pipeline_is_no_success()
    {
        var calls = UseRow.Read().SelectMany(Lines).Distinct(StringComparer.Ordinal).Select(LastCall).OfType<CommandAst>()
            .DistinctBy(call => call.GetCommandName()).Where(call => !HandsOn(call.GetCommandName())).ToList();
        Assert.True(calls.Count > 15, $"{calls.Count}");
        Assert.Equal(
            "", string.Join('\n', calls.Select(call => $"@() | {call.Extent.Text}").Where(line => !IsRefused(line))));
    }

    private static bool HandsOn(string cmdlet) =>
        cmdlet.Split('-')[0] is "New" or "Set" or "Suspend" or "Resume" || cmdlet == "Export-MeshReport";

    /// <summary>Our cmdlet at the end of a pipeline, or null.</summary>
    private CommandAst? LastCall(string line) =>
        Parser.ParseInput(line, out _, out _).EndBlock.Statements[^1] is PipelineAst { PipelineElements: [_, .., CommandAst call] }
        && Cmdlets.ContainsKey(call.GetCommandName() ?? "") ? call : null;

    private static IEnumerable<string> Lines(UseRow row) =>
        row.With is { } with ? [with] : row.Parameter.Select(parameter => $"{row.Without} -{parameter} x").Prepend(row.Without);

    /// <summary>The line once for each argument of our cmdlets, and each way for it to be empty.</summary>
    private IEnumerable<(string Argument, string Text)> WithEmptyArguments(string line)
    {
        foreach (var call in Parser.ParseInput(line, out _, out _)
            .FindAll(ast => ast is CommandAst && !IsCaught(ast), searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (call.GetCommandName() is not { } name || !Cmdlets.TryGetValue(name, out var cmdlet)) continue;
            foreach (var (parameter, bound) in StaticParameterBinder.BindCommand(call, resolve: true).BoundParameters)
            {
                if (bound.Value is not ExpressionAst { Extent: var extent } || !cmdlet.Parameters.TryGetValue(parameter, out var found))
                    continue;
                foreach (var empty in Empties(found.ParameterType))
                {
                    yield return (
                        $"{name} -{parameter} {empty}", $"{line[..extent.StartOffset]}{empty}{line[extent.EndOffset..]}");
                }
            }
        }
    }

    private static bool IsCaught(Ast? ast) =>
        ast is not null && (ast is TryStatementAst { CatchClauses.Count: > 0 } || IsCaught(ast.Parent));

    private Dictionary<string, CmdletInfo> Cmdlets => _cmdlets ??= _screen.Values("Get-Command -Module MeshFederation")
        .Select(command => (CmdletInfo)command.BaseObject).ToDictionary(command => command.Name, StringComparer.Ordinal);

    private static string[] Empties(Type type) =>
        type == typeof(SwitchParameter) ? []
            : typeof(IDictionary).IsAssignableFrom(type) ? ["$null", "@()", "@{}", "''"]
            : ["$null", "@()", "''"];

    /// <summary>Whether a line gives an error, of its own or of the engine that binds its arguments.</summary>
    private bool IsRefused(string line) => Errors().IsMatch(Result(line));

    [GeneratedRegex(
        "^(?:[A-Za-z]+,MeshFederation\\.Commands|[A-Z][A-Za-z]+-Mesh[A-Za-z]+: )", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Errors();

    private Dictionary<string, CmdletInfo>? _cmdlets;
}
