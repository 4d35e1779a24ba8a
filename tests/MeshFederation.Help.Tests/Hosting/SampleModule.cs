using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MeshFederation.Help.Tests.Sample;
using MeshFederation.Tests.Hosting;

namespace MeshFederation.Help.Tests.Hosting;

/// <summary>A module of this test's assembly with help made of the pages in Cases, imported into a runspace.</summary>
public sealed class SampleModule : IDisposable
{
    private readonly string _modules = Directory.CreateTempSubdirectory("help-").FullName;
    private readonly CapturingHost _host = new(columns: 80);
    private readonly Runspace _runspace;

    public SampleModule()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_modules, "HelpSample")).FullName;
        var assembly = typeof(NewSampleClusterCommand).Assembly.Location;
        File.Copy(assembly, Path.Combine(folder, Path.GetFileName(assembly)));
        var manifest = Path.Combine(folder, "HelpSample.psd1");
        File.WriteAllText(
            manifest, $"@{{ ModuleVersion = '1.0'; RootModule = '{Path.GetFileName(assembly)}'; CmdletsToExport = 'New-SampleCluster' }}");
        Errors = HelpBuild.Run(Cases.Good, Path.Combine(folder, "en-US"));

        Environment.SetEnvironmentVariable("PSModulePath", _modules);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    public IReadOnlyList<HelpError> Errors { get; }

    /// <summary>Runs a command and gives its objects.</summary>
    public Collection<PSObject> Invoke(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var result = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return result;
    }

    /// <summary>Runs a command and gives what a user sees.</summary>
    public string Show(string script)
    {
        var before = _host.Text.Length;
        Invoke(script + " | Out-Host");
        return string.Join('\n', _host.Text[before..].Split('\n').Select(line => line.TrimEnd()));
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(_modules, recursive: true);
    }
}
