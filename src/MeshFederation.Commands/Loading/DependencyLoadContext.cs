using System.Reflection;
using System.Runtime.Loader;
using MeshFederation.Loading;

namespace MeshFederation.Commands.Loading;

/// <summary>
/// Loads what lies in the module's dependencies/ folder, apart from everything else in the session, and our layers for the session. Where
/// an assembly was compiled for this runtime, that copy is taken.
/// </summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private const string Entry = "MeshFederation.Clusters";

    private readonly string _module;
    private readonly string _compiled;

    public DependencyLoadContext(string moduleDirectory)
        : base("MeshFederation") => (_module, _compiled) = (moduleDirectory, CompiledFolder.Of(moduleDirectory));

    public Assembly? ResolveForDefault(AssemblyLoadContext _, AssemblyName name)
    {
        if (name.Name is not { } simple || !simple.StartsWith("MeshFederation.", StringComparison.Ordinal)) return null;
        return string.Equals(simple, Entry, StringComparison.Ordinal) ? LoadFromAssemblyName(name) : Layer(simple);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name) return null;
        var dependency = Path.Combine(_module, "dependencies", name + ".dll");

        // Our other layers lie beside the root module and belong to the session, which has not met one yet when only a dependency uses it.
        return File.Exists(dependency) ? LoadFrom(this, name, dependency) : Layer(name);
    }

    private Assembly? Layer(string name)
    {
        var layer = Path.Combine(_module, name + ".dll");
        return File.Exists(layer) ? LoadFrom(Default, name, layer) : null;
    }

    private Assembly LoadFrom(AssemblyLoadContext context, string name, string path)
    {
        var compiled = Path.Combine(_compiled, name + ".dll");
        if (!File.Exists(compiled)) return context.LoadFromAssemblyPath(path);
        try
        {
            return context.LoadFromAssemblyPath(compiled);
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            // A session of the same code is slower, and nothing else.
            return context.LoadFromAssemblyPath(path);
        }
    }
}
