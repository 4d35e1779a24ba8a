using System.Management.Automation;
using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Completion;

/// <summary>Reads services of files while a command is typed: what cannot be read, or would take too long, is left out.</summary>
internal static class ServiceFiles
{
    /// <summary>In bytes; YAML of this length is read in far less than a person notices.</summary>
    private const long Longest = 1 << 20;

    public static IReadOnlyList<MeshService> TryRead(string path)
    {
        try
        {
            var files = Session().Path
                .GetResolvedProviderPathFromPSPath(path, out _)
                .Where(file => new FileInfo(file) is { Exists: true, Length: < Longest });
            var documents = files.SelectMany(file => YamlReader.ReadFile(file, static _ => { }));
            return ServiceReader.Read(documents, [], ContextNamespace.Usual, static _ => { }, static _ => { });
        }
        catch (Exception exception) when (exception is MeshException or SessionStateException or ItemNotFoundException or IOException
            or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A relative path starts at the session's location, which is not the process's.</summary>
    public static SessionState Session() => (SessionState)ScriptBlock.Create("$ExecutionContext.SessionState").Invoke()[0].BaseObject;
}
