using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>
/// The pipelines of the repository, and the forms that people fill in, are sound YAML, and run the repository's own commands.
/// </summary>
public sealed class PipelineFileTests
{
    private static readonly string[] Commands =
    [
        "dotnet tool restore", "dotnet pwsh ./build.ps1 -Task ", "dotnet tool install PowerShell --version ",
        "./.pwsh/pwsh -NoProfile ./build.ps1 -Task ",
        "dotnet format --verify-no-changes", "gh release create ",
    ];

    public static TheoryData<string> Files => [.. Directory
        .GetFiles(Path.Combine(RepositoryPaths.Root, ".github"), "*.yml", SearchOption.AllDirectories)
        .Append(Path.Combine(RepositoryPaths.Root, "azure-pipelines.yml"))
        .Concat(Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "docs", "runbooks"), "*.yml"))
        .Select(file => Path.GetRelativePath(RepositoryPaths.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_one_document_of_YAML(string file) => Assert.NotEmpty(Read(file));

    [Theory]
    [InlineData(".github/workflows/ci.yml", 7)]
    [InlineData(".github/workflows/release.yml", 3)]
    [InlineData("azure-pipelines.yml", 6)]
    public void Its_steps_are_commands_of_the_repository(string file, int count)
    {
        var steps = Scripts(Read(file)).ToList();
        Assert.Equal(count, steps.Count);
        Assert.All(steps, step => Assert.Contains(Commands, command => step.StartsWith(command, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData("azure-pipelines.yml")]
    public void Every_PowerShell_runs_on_every_system(string file)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, file));
        foreach (var wanted in (string[])["7.4.*", "7.5.*", "7.6.*", "8.0.x", "9.0.x", "10.0.x", "ubuntu-latest", "windows-latest"])
            Assert.Contains(wanted, text, StringComparison.Ordinal);
        Assert.Contains("macos-latest", text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The task ends before it asks anybody where it is not said who is told, if only nobody.</summary>
    [Fact]
    public void A_review_says_whom_it_notifies()
    {
        var tasks = Maps(Read(Path.Combine("docs", "runbooks", "azure-pipelines.yml")))
            .Where(map => map.Text("task")?.StartsWith("ManualValidation@", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, task => Assert.NotNull(task.Map("inputs")?.Text("notifyUsers")));
    }

    private static IEnumerable<UnstructuredMap> Maps(object? value) => value switch
    {
        UnstructuredMap map => map.SelectMany(entry => Maps(entry.Value)).Prepend(map),
        UnstructuredList list => list.SelectMany(Maps),
        _ => [],
    };

    private static UnstructuredMap Read(string file) =>
        Assert.Single(DocumentStream.Read(File.ReadAllText(Path.Combine(RepositoryPaths.Root, file)), file)).Document.Content;

    private static IEnumerable<string> Scripts(object? value) => value switch
    {
        UnstructuredMap map => map.SelectMany(entry =>
            entry.Key is "run" or "script" or "pwsh" && entry.Value is string step ? [step] : Scripts(entry.Value)),
        UnstructuredList list => list.SelectMany(Scripts),
        _ => [],
    };
}
