using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Tests.Kubeconfig;

public sealed class KubeconfigFilesTests
{
    private static readonly char Separator = Path.PathSeparator;

    [Fact]
    public void The_file_that_is_named_comes_before_the_variable_and_must_be_there()
    {
        var files = KubeconfigFiles.Find("named", "variable", "home");
        Assert.Equal(["named"], files.Path);
        Assert.False(files.MayBeMissing);
    }

    [Fact]
    public void The_variable_names_several_files_each_once()
    {
        var files = KubeconfigFiles.Find(null, $"a{Separator}{Separator}b{Separator}a", "home");
        Assert.Equal([Path.GetFullPath("a"), Path.GetFullPath("b")], files.Path);
        Assert.True(files.MayBeMissing);
    }

    [Fact]
    public void Relative_paths_of_the_variable_start_at_the_sessions_location()
    {
        var folder = Path.Combine(Path.GetTempPath(), "session");
        KubeconfigLocation.StartAt(folder);
        Assert.Equal(
            [Path.Combine(folder, "sub", "config"), Path.GetFullPath("/else/config")],
            KubeconfigFiles.Find(null, $"sub/config{Separator}/else/config", "home").Path);
        KubeconfigLocation.StartAt(null);
    }

    [Fact]
    public void Without_both_it_is_the_one_at_home() =>
        Assert.Equal([Path.Combine("home", ".kube", "config")], KubeconfigFiles.Find(null, "", "home").Path);
}
