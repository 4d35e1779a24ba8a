namespace MeshFederation.Tests;

/// <summary>
/// What tests need is in the repository. What they take beside the checkout is more of it, and <c>.ci/run</c> says what was not tried.
/// </summary>
public sealed class BesideTests
{
    private static readonly Dictionary<string, string> Extra = new(StringComparer.Ordinal)
    {
        ["MeshFederation.Clusters.Tests/Checking/LiveAndFilesTests.cs"] = "../shared/truth/worlds",
        ["MeshFederation.Clusters.Tests/Servers/SharedServers.cs"] = "../shared/kube/start.sh",
        ["MeshFederation.Module.Tests/PeerTests.cs"] = "../shared/cases/peers",
        ["MeshFederation.Truth.Tests/TruthWorlds.cs"] = "../shared/truth/worlds",
    };

    [Fact]
    public void No_test_needs_a_file_beside_the_checkout_and_what_is_not_tried_is_said()
    {
        var tests = Path.Combine(RepositoryPaths.Root, "tests");
        var said = File.ReadAllText(Path.Combine(RepositoryPaths.Root, ".ci", "run"));
        var reading = Directory.GetFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"], StringComparer.Ordinal).Any())
            .Where(path => Path.GetFileName(path) != "BesideTests.cs" && ReadsBeside(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(tests, path).Replace(Path.DirectorySeparatorChar, '/'));
        Assert.Equal(Extra.Keys.Order(StringComparer.Ordinal), reading.Order(StringComparer.Ordinal));
        Assert.All(Extra.Values, folder => Assert.Contains(folder, said, StringComparison.Ordinal));
    }

    /// <summary>The folder above that of the checkout, by its name or by what leads to it.</summary>
    private static bool ReadsBeside(string text) =>
        text.Contains("\"shared\", ", StringComparison.Ordinal)
        && (text.Contains("\"..\"", StringComparison.Ordinal) || text.Contains("?.Parent", StringComparison.Ordinal));
}
