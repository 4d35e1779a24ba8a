using System.Management.Automation;
using System.Runtime.Loader;

namespace MeshFederation.Loading;

/// <summary>
/// Loads the model where it was compiled for this runtime. PowerShell needs it to look at the types of the root module, before it runs
/// anything of that, and would take the one beside it; a nested module comes first.
/// </summary>
public sealed class CompiledModel : IModuleAssemblyInitializer
{
    /// <inheritdoc />
    public void OnImport()
    {
        var module = Path.GetDirectoryName(typeof(CompiledModel).Assembly.Location)!;
        var compiled = Path.Combine(CompiledFolder.Of(module), "MeshFederation.Model.dll");
        if (!File.Exists(compiled)) return;
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(compiled);
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            // The session has another one already, or cannot take this one: it loads the one beside the root module, and is slower.
        }
    }
}
