using System.Reflection;
using System.Runtime.Loader;

namespace MeshFederation.Commands.Loading;

/// <summary>Loads what lies in the module's dependencies/ folder, apart from everything else in the session.</summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private const string Entry = "MeshFederation.Clusters";

    private readonly string _directory;

    public DependencyLoadContext(string moduleDirectory)
        : base("MeshFederation") => _directory = Path.Combine(moduleDirectory, "dependencies");

    public Assembly? ResolveForDefault(AssemblyLoadContext _, AssemblyName name) =>
        string.Equals(name.Name, Entry, StringComparison.Ordinal) ? LoadFromAssemblyName(name) : null;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_directory, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
