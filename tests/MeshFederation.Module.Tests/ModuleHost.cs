using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MeshFederation.Module.Tests;

/// <summary>A runspace of a hosted PowerShell with the built module imported, as a script's user has it.</summary>
internal sealed class ModuleHost : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleHost(bool import = true, PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        if (import) state.ImportPSModule(Manifest);
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    public static string Manifest => Metadata("ModuleManifest");

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public IReadOnlyList<PSObject> Run(string script, params object?[] input)
    {
        var (output, errors) = TryRun(script, input);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return output;
    }

    public (IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors) TryRun(string script, params object?[] input)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(input, output);
        }
        catch (RuntimeException exception)
        {
            return ([.. output], [.. shell.Streams.Error, exception.ErrorRecord]);
        }

        return ([.. output], [.. shell.Streams.Error]);
    }

    /// <summary>The one error that a script must end in.</summary>
    public ErrorRecord Fails(string script)
    {
        var (output, errors) = TryRun(script);
        Assert.Empty(output);
        return Assert.Single(errors);
    }

    /// <summary>A script that has not begun yet, for tests that stop it.</summary>
    public PowerShell Shell(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(_runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }

    public void Dispose() => _runspace.Dispose();

    private static string Metadata(string key) =>
        typeof(ModuleHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
