using System.Reflection;
using System.Runtime.Loader;

namespace MeshFederation.Commands.Loading;

/// <summary>Loads what lies in the module's dependencies/ folder, apart from everything else in the session.</summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private const string Entry = "MeshFederation.Clusters";

    private readonly string _module;

    public DependencyLoadContext(string moduleDirectory)
        : base("MeshFederation") => _module = moduleDirectory;

    public Assembly? ResolveForDefault(AssemblyLoadContext _, AssemblyName name) =>
        string.Equals(name.Name, Entry, StringComparison.Ordinal) ? LoadFromAssemblyName(name) : null;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var dependency = Path.Combine(_module, "dependencies", assemblyName.Name + ".dll");
        if (File.Exists(dependency)) return LoadFromAssemblyPath(dependency);

        // Our other layers lie beside the root module and belong to the session, which has not met one yet when only a dependency uses it.
        var layer = Path.Combine(_module, assemblyName.Name + ".dll");
        return File.Exists(layer) ? Default.LoadFromAssemblyPath(layer) : null;
    }
}
