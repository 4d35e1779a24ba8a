using System.Management.Automation;
using System.Management.Automation.Language;

namespace MeshFederation.Module.Tests.Help;

/// <summary>
/// What pages let their readers run must run, and print what the page says. MESHFEDERATION_UPDATE_CASES=1 writes what is printed
/// into the pages, to be reviewed like code.
/// </summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Pages =>
        [.. HelpPages.OfCmdlets.Concat(HelpPages.Topics).Append(Path.Combine(ModuleHost.RepositoryRoot, "README.md"))
            .Append(Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "mistakes.md")).Select(path => Path.GetRelativePath(ModuleHost.RepositoryRoot, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_prints_what_the_page_says(string page)
    {
        var script = Page(page);
        using var session = new PageSession();
        var printed = script.Steps().Where(step => step.NotRun is null).Select(step => (step, session.Run(step))).ToList();
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") script.Rewrite(printed);
        else Assert.All(printed, entry => Assert.Equal($"{script.Name}:{entry.step.Line}\n{entry.step.Output}", $"{script.Name}:{entry.step.Line}\n{entry.Item2}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_uses_cmdlets_and_parameters_that_there_are(string page)
    {
        using var host = new ModuleHost();
        Assert.Empty(Page(page).Steps().SelectMany(step => Unknown(host, step.Setup).Concat(Unknown(host, step.Script)).Select(what => $"{page}:{step.Line}: {what}")));
    }

    [Theory]
    [InlineData("New-MeshClustr a", "there is no New-MeshClustr")]
    [InlineData("New-MeshCluster a -Istio 1.20", "New-MeshCluster has no -Istio")]
    [InlineData("New-MeshCluster (", "Missing closing ')' in expression.")]
    public void A_mistake_on_a_page_would_be_found(string script, string finding)
    {
        using var host = new ModuleHost();
        Assert.Contains(finding, Unknown(host, script));
    }

    private static PageScript Page(string page) => PageScript.Read(Path.Combine(ModuleHost.RepositoryRoot, page));

    private static List<string> Unknown(ModuleHost host, string script)
    {
        var commands = Parser.ParseInput(script, out _, out var errors).FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
        return [.. errors.Select(error => error.Message), .. commands.SelectMany(command => Unknown(host, command))];
    }

    private static IEnumerable<string> Unknown(ModuleHost host, CommandAst command)
    {
        if (command.GetCommandName() is not { } name) yield break;
        if (host.Run($"Get-Command {name} -ErrorAction Ignore") is not [{ BaseObject: CommandInfo info }])
        {
            yield return $"there is no {name}";
            yield break;
        }

        foreach (var parameter in command.CommandElements.OfType<CommandParameterAst>())
        {
            if (!info.Parameters.ContainsKey(parameter.ParameterName)) yield return $"{name} has no -{parameter.ParameterName}";
        }
    }
}
