namespace MeshFederation.Help.Tests;

internal static class Cases
{
    public static string Good => Path.Combine(AppContext.BaseDirectory, "Cases", "good");

    public static string Page => Path.Combine(Good, "New-SampleCluster.md");

    public static string Topic => Path.Combine(Good, "about_Sample.md");

    /// <summary>What is expected; with UPDATE_GOLDEN=1 the text becomes it, to be reviewed.</summary>
    public static void AssertGolden(string name, string actual, [System.Runtime.CompilerServices.CallerFilePath] string source = "")
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(source)!, "Cases", "golden", name), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "golden", name)), actual);
    }
}
