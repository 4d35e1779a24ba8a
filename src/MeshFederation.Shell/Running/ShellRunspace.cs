using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace MeshFederation.Shell.Running;

/// <summary>Opens the runspace that scripts run in.</summary>
internal static class ShellRunspace
{
    private const string ModulePath = "PSModulePath";

    public static Runspace Open(PSHost host, string manifest)
    {
        // '#requires -Modules MeshFederation' and 'Import-Module MeshFederation' find the module by this.
        var modules = Path.GetDirectoryName(Path.GetDirectoryName(manifest))!;
        var known = Environment.GetEnvironmentVariable(ModulePath);
        Environment.SetEnvironmentVariable(ModulePath, string.IsNullOrEmpty(known) ? modules : modules + Path.PathSeparator + known);

        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(manifest);
        if (OperatingSystem.IsWindows())
        {
            // The policy guards against starting a script by accident; here someone has named it.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
            state.ApartmentState = ApartmentState.STA;
        }

        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        return runspace;
    }
}
