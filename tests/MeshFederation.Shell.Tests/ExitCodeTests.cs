namespace MeshFederation.Shell.Tests;

/// <summary>Exit codes, as pwsh gives them.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly string _script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exit", 0)]
    [InlineData("exit 0", 0)]
    [InlineData("try { exit 7 } finally { $null = 1 }", 7)]
    [InlineData("'done'", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; New-MeshCluster bad_name", 1)]
    [InlineData("New-MeshCluster bad_name", 0)]
    [InlineData("No-SuchCommand", 0)]
    [InlineData("if (", 1)]
    public async Task A_script_ends_with_its_own_code_or_else_with_1_after_an_error_that_ends_it(string text, int code)
    {
        await File.WriteAllTextAsync(_script, text, TestContext.Current.CancellationToken);
        (await ShellProgram.Run([_script])).ExitedWith(code);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("'done'", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("No-SuchCommand", 1)]
    [InlineData("No-SuchCommand; 'done'", 0)]
    public async Task A_command_ends_as_its_last_statement_did(string text, int code) => (await ShellProgram.Command(text)).ExitedWith(code);

    [Fact]
    public async Task What_another_program_ended_with_is_not_the_scripts_own_code()
    {
        await File.WriteAllTextAsync(_script, $"& '{ShellProgram.Executable}' -c 'exit 5'; \"it was $LASTEXITCODE\"", TestContext.Current.CancellationToken);
        Assert.Equal("it was 5\n", (await ShellProgram.Run([_script])).Succeeded().Output);
    }

    public void Dispose() => File.Delete(_script);
}
