namespace MeshFederation.Module.Tests.Help;

/// <summary>Runs the blocks of one page in a session of its own, in a folder that holds the sample files.</summary>
internal sealed class PageSession : IDisposable
{
    /// <summary>Where a reader's examples are, whatever the folder of the test is called.</summary>
    private const string ReadersFolder = "/home/me/shop";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleScreen _screen = new();

    public PageSession()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(ModuleHost.RepositoryRoot, "samples")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        _screen.MoveTo(_folder);
    }

    /// <summary>What a block prints.</summary>
    public string Run(PageStep step)
    {
        if (step.Setup.Length > 0) Assert.Equal("", _screen.Show($"$null = . {{ {step.Setup} }}"));
        return _screen.Show(step.Script)
            .Replace(_folder, ReadersFolder, StringComparison.Ordinal)
            .Replace('\\', Path.DirectorySeparatorChar == '\\' ? '/' : '\\');
    }

    /// <summary>The ids of the errors that a block gives.</summary>
    public IEnumerable<string> ErrorsOf(PageStep step) => _screen.Values(
        $"$Error.Clear(); try {{ $null = . {{ {step.Setup}\n{step.Script}\n}} *>&1 }} catch {{ }}; $Error.FullyQualifiedErrorId")
        .Select(id => $"{id}".Split(',')[0]);

    public void Dispose()
    {
        _screen.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
