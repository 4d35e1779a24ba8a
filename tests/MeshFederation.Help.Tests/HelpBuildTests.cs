namespace MeshFederation.Help.Tests;

public sealed class HelpBuildTests : IDisposable
{
    private readonly PageFolder _output = new();

    [Fact]
    public void Help_files_are_named_as_Get_Help_looks_for_them()
    {
        Assert.Empty(HelpBuild.Run(Cases.Good, _output.Path));

        Assert.Equal(
            ["MeshFederation.Help.Tests.dll-Help.xml", "about_Sample.help.txt"],
            Directory.GetFiles(_output.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        HelpBuild.Run(Cases.Good, _output.Path);
        var (same, other) =
            (Path.Combine(_output.Path, "MeshFederation.Help.Tests.dll-Help.xml"), Path.Combine(_output.Path, "about_Sample.help.txt"));
        File.SetLastWriteTimeUtc(same, DateTime.UnixEpoch);
        File.AppendAllText(other, "more");

        HelpBuild.Run(Cases.Good, _output.Path);

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(same));
        Assert.DoesNotContain("more", File.ReadAllText(other), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_mistake_in_one_page_nothing_is_written()
    {
        using var pages = new PageFolder();
        pages.Add("New-SampleCluster.md", File.ReadAllText(Cases.Page));
        pages.Add("about_Sample.md", "# about_Sample");

        Assert.All(
            HelpBuild.Run(pages.Path, _output.Path), error => Assert.EndsWith("about_Sample.md", error.Path, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_output.Path));
    }

    [Fact]
    public void The_page_of_the_module_is_left_to_the_web()
    {
        using var pages = new PageFolder();
        foreach (var page in new[] { Cases.Page, Cases.Topic }) pages.Add(Path.GetFileName(page), File.ReadAllText(page));
        pages.Add("HelpSample.md", "---\nModule Name: HelpSample\nModule Guid: 9f8e\n---\n\n# HelpSample Module\n");

        Assert.Empty(HelpBuild.Run(pages.Path, _output.Path));
    }

    [Fact]
    public void A_folder_without_pages_is_a_mistake()
    {
        using var pages = new PageFolder();

        Assert.Equal(HelpErrorCode.NoPages, Assert.Single(HelpBuild.Run(pages.Path, _output.Path)).Code);
        Assert.Equal(HelpErrorCode.NoPages, Assert.Single(HelpBuild.Run(Path.Combine(pages.Path, "none"), _output.Path)).Code);
    }

    public void Dispose() => _output.Dispose();
}
