namespace MeshFederation.Module.Tests.Help;

/// <summary>
/// What pages let their readers run must run, and print what the page says. MESHFEDERATION_UPDATE_CASES=1 writes what is printed
/// into the pages, to be reviewed like code. tests/Pester holds the same pages against a terminal of the real shell.
/// </summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Pages =>
        [.. HelpPages.OfCmdlets.Concat(HelpPages.Topics).Append(Path.Combine(ModuleHost.RepositoryRoot, "README.md"))
            .Append(Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "mistakes.md"))
            .Select(path => Path.GetRelativePath(ModuleHost.RepositoryRoot, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_prints_what_the_page_says(string page)
    {
        var script = Page(page);
        using var session = new PageSession();
        var printed = script.Steps().Where(step => step.NotRun is null).Select(step => (step, session.Run(step))).ToList();
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
        {
            script.Rewrite(printed);
        }
        else
        {
            Assert.All(printed, entry =>
                Assert.Equal($"{script.Name}:{entry.step.Line}\n{entry.step.Output}", $"{script.Name}:{entry.step.Line}\n{entry.Item2}"));
        }
    }

    private static PageScript Page(string page) => PageScript.Read(Path.Combine(ModuleHost.RepositoryRoot, page));
}
