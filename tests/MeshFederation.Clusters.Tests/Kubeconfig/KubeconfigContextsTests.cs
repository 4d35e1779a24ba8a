using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Kubeconfig;

public sealed class KubeconfigContextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    [Fact]
    public void Several_files_are_merged_and_the_first_to_say_something_wins()
    {
        var first = Write("first", "current-context: one\ncontexts: [{name: one}, {name: two}]\n");
        var second = Write("second", "current-context: other\ncontexts: [{name: two}, {name: three}]\n");
        var contexts =
            KubeconfigReader.ReadContexts(new KubeconfigFiles([first, Path.Combine(_folder, "missing"), second], MayBeMissing: true));
        Assert.Equal(["one", "three", "two"], contexts.Name);
        Assert.Equal("one", contexts.Current);
    }

    [Fact]
    public void A_file_that_was_named_must_be_there() =>
        Assert.Equal(
            MeshErrorId.FileNotFound,
            Assert.Throws<MeshException>(() => KubeconfigReader.ReadContexts(Path.Combine(_folder, "missing"))).ErrorId);

    [Fact]
    public void A_file_that_is_no_kubeconfig_is_an_error_but_not_while_something_is_typed()
    {
        var path = Write("bad", "contexts: a\n");
        Assert.Equal(MeshErrorId.FileInvalid, Assert.Throws<MeshException>(() => KubeconfigReader.ReadContexts(path)).ErrorId);
        Assert.False(KubeconfigReader.TryReadContextNames(path, out var names));
        Assert.Empty(names);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
