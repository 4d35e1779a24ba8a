using System.Runtime.InteropServices;

namespace MeshFederation.Loading;

/// <summary>
/// The assemblies that the build compiled ahead of time, so that a fresh session need not compile them while its user waits. Each is the
/// assembly beside it and holds the same code for every runtime, with machine code for one: a runtime of another number would pass over
/// the machine code, one of another system or processor would refuse the file (dotnet/runtime, src/coreclr/vm/readytoruninfo.cpp and
/// peassembly.cpp). So the folder has the name of the runtime for which it was made, and any other runtime never looks into it.
/// </summary>
public static class CompiledFolder
{
    /// <summary>The folder for the runtime of this process, which need not be there.</summary>
    /// <param name="moduleDirectory">Where the module lies.</param>
    /// <returns>The path, as <c>compiled/net10.0-linux-x64</c> in the module.</returns>
    public static string Of(string moduleDirectory) => Path.Combine(
        moduleDirectory,
        "compiled",
        FormattableString.Invariant($"net{Environment.Version.Major}.{Environment.Version.Minor}-{RuntimeInformation.RuntimeIdentifier}"));
}
