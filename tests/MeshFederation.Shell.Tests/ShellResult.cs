namespace MeshFederation.Shell.Tests;

/// <summary>What a run of the program left.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error)
{
    public ShellResult Succeeded() => ExitedWith(0);

    public ShellResult ExitedWith(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode} where {code} was expected\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }
}
