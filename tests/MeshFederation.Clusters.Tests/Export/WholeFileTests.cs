using MeshFederation.Clusters.Export;

namespace MeshFederation.Clusters.Tests.Export;

/// <summary>Files are replaced as a whole, past whatever somebody laid beside them.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-files-").FullName;

    [Fact]
    public void Nothing_else_than_the_file_is_left()
    {
        WholeFile.Write(FileOf("sub/a.txt"), "one");
        WholeFile.Write(FileOf("sub/a.txt"), "two");
        Assert.Equal("two", File.ReadAllText(FileOf("sub/a.txt")));
        Assert.Equal([FileOf("sub/a.txt")], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_link_at_a_name_that_can_be_guessed_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        File.WriteAllText(FileOf("secret"), "theirs");
        foreach (var name in new[] { "a.txt.meshfederation-new", "a.txt.tmp", "a.txt~", ".a.txt.swp" })
            File.CreateSymbolicLink(FileOf(name), FileOf("secret"));
        WholeFile.Write(FileOf("a.txt"), "ours");
        Assert.Equal("theirs", File.ReadAllText(FileOf("secret")));
        Assert.Equal("ours", File.ReadAllText(FileOf("a.txt")));
    }

    [Fact]
    public void A_link_at_the_files_own_name_is_replaced_and_what_it_leads_to_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        File.WriteAllText(FileOf("secret"), "theirs");
        File.CreateSymbolicLink(FileOf("a.txt"), FileOf("secret"));
        File.CreateSymbolicLink(FileOf("b.txt"), FileOf("nowhere"));
        foreach (var name in new[] { "a.txt", "b.txt" }) WholeFile.Write(FileOf(name), "ours");
        Assert.Equal("theirs", File.ReadAllText(FileOf("secret")));
        Assert.False(File.Exists(FileOf("nowhere")));
        Assert.Null(new FileInfo(FileOf("a.txt")).LinkTarget);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("664")]
    [InlineData("400")]
    public void Who_may_read_and_write_it_stays_as_it_is(string mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows()) return;
        var wanted = (UnixFileMode)Convert.ToInt32(mode, 8);
        File.WriteAllText(FileOf("a.txt"), "one");
        File.SetUnixFileMode(FileOf("a.txt"), wanted);
        WholeFile.Write(FileOf("a.txt"), "two");
        Assert.Equal((wanted, "two"), (File.GetUnixFileMode(FileOf("a.txt")), File.ReadAllText(FileOf("a.txt"))));
    }

    [Fact]
    public void What_cannot_be_put_in_place_leaves_nothing_behind()
    {
        Directory.CreateDirectory(FileOf("a.txt/b"));
        Assert.ThrowsAny<Exception>(() => WholeFile.Write(FileOf("a.txt"), "ours"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_long_name_is_no_obstacle()
    {
        var name = new string('n', 250);
        WholeFile.Write(FileOf(name), "ours");
        Assert.Equal("ours", File.ReadAllText(FileOf(name)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FileOf(string name) => Path.Combine(_folder, name);
}
