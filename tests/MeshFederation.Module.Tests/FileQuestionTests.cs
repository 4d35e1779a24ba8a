namespace MeshFederation.Module.Tests;

/// <summary>Questions about files, in a session in which nobody can be asked.</summary>
public sealed class FileQuestionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("$s | Export-MeshManifest ./mesh -Name shop -Confirm")]
    [InlineData("$ConfirmPreference = 'Low'; $s | Export-MeshManifest ./mesh -Name shop")]
    [InlineData("$s | Test-MeshFederation | Export-MeshReport JUnit ./report.xml -Confirm")]
    [InlineData("$s | Export-MeshTopology ./mesh.svg -Confirm")]
    [InlineData("$s | Export-MeshFederation ./mesh.yaml -Name shop -Confirm")]
    [InlineData("New-MeshCertificateAuthority | Export-MeshCertificate ./ca -Confirm")]
    [InlineData("Export-MeshCertificateRequest ./ca cluster1 -Confirm")]
    public void Where_nobody_can_be_asked_nothing_is_written_and_it_is_said_what_answers_instead(string script)
    {
        var error = _host.TryRun($"Set-Location '{_folder}'; {DeclaredSplit.Script}{script}").Errors[^1];
        Assert.StartsWith("MeshConfirmationImpossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("What was not confirmed was not changed.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void What_is_to_be_removed_is_asked_about_and_stays_where_nobody_can_be_asked()
    {
        _host.Run($"{DeclaredSplit.Script}$s | Export-MeshManifest '{_folder}' -Name shop");
        var before = Files();
        var error = _host.TryRun($"{DeclaredSplit.Script}$s | Set-MeshTrafficSplit cluster1/v1:100 | "
            + $"Export-MeshManifest '{_folder}' -Name shop -Prune -Confirm").Errors[^1];
        Assert.StartsWith("MeshConfirmationImpossible,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
}
