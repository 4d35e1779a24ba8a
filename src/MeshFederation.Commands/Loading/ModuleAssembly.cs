using System.Management.Automation;
using System.Runtime.Loader;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Loading;

/// <summary>
/// Hooks the loading of our isolated assemblies on import and unhooks it on removal. It answers only for our own assembly that lies
/// in dependencies/, so another module's YamlDotNet, older or newer, never meets ours.
/// </summary>
public sealed class ModuleAssembly : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>One runspace may come while another, which was the last one, goes.</summary>
    private static readonly object Door = new();

    private static readonly DependencyLoadContext Dependencies = new(Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!);

    /// <inheritdoc />
    public void OnImport()
    {
        lock (Door)
        {
            ImportingRunspaces.Add();
            AssemblyLoadContext.Default.Resolving -= Dependencies.ResolveForDefault;
            AssemblyLoadContext.Default.Resolving += Dependencies.ResolveForDefault;
        }
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        MeshSession.Forget();
        lock (Door)
        {
            if (ImportingRunspaces.Remove()) return;
            ConnectionsOfSession.Forget();
            AssemblyLoadContext.Default.Resolving -= Dependencies.ResolveForDefault;
        }
    }
}
