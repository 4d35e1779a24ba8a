using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using MeshFederation.Tests.Hosting;

namespace MeshFederation.Module.Tests;

/// <summary>A session with the built module and a terminal, of which the test sees what a user would see.</summary>
internal sealed class ModuleScreen : IDisposable
{
    public const int Columns = 120;

    private readonly CapturingHost _host;
    private readonly Runspace _runspace;

    public ModuleScreen(int columns = Columns)
    {
        _host = new(columns);
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        state.ImportPSModule(ModuleHost.Manifest);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
    }

    /// <summary>What is typed when a value is asked for, by the name of what is asked for.</summary>
    public Func<string, string>? Answer { get => _host.Screen.Answer; set => _host.Screen.Answer = value; }

    /// <summary>What is chosen of a question: gets it, and what Enter would choose.</summary>
    public Func<string, int, int>? Choose { get => _host.Screen.Choose; set => _host.Screen.Choose = value; }

    /// <summary>What progress said until now.</summary>
    public string Progress => _host.Screen.Progress;

    /// <summary>The language of the session; the engine breaks lines at spaces only in those that it knows to have them.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Runs a script as a terminal does, and gives what appears: output, errors, warnings and what -WhatIf says.</summary>
    public string Show(string script)
    {
        var plain = new StringDecorated(ShowDecorated(script)).ToString(OutputRendering.PlainText);
        return string.Join('\n', plain.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    /// <summary>The same with the escape sequences of its colours.</summary>
    public string ShowDecorated(string script)
    {
        var (before, culture) = (_host.Text.Length, CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = Culture;
        try
        {
            Display(script);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        return _host.Text[before..];
    }

    /// <summary>Values, for tests that look behind the screen.</summary>
    public IReadOnlyList<PSObject> Values(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var values = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return values;
    }

    public void MoveTo(string folder) => _runspace.SessionStateProxy.Path.SetLocation(folder);

    public void Dispose() => _runspace.Dispose();

    private void Display(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException exception)
        {
            using var last = PowerShell.Create(_runspace);
            last.AddCommand("Out-Default").AddParameter("InputObject", exception.ErrorRecord).Invoke();
        }
    }
}
