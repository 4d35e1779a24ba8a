using MeshFederation.Clusters.Export;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Yaml;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Declarations;

/// <summary>Federations in YAML files.</summary>
public static class DeclarationFile
{
    private const string FirstLine = "# yaml-language-server: $schema=" + DeclarationSchema.Address + "\n";

    /// <summary>Reads a federation.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="given">Clusters that count instead of those of their names in the file.</param>
    /// <param name="kubeconfig">The kubeconfig that leads to its clusters from here; null for the usual ones.</param>
    /// <returns>Its services, in the order of the file.</returns>
    /// <exception cref="MeshException">The file cannot be read, or something in it cannot be; told with line and column.</exception>
    public static IReadOnlyList<MeshService> Read(string path, IReadOnlyCollection<MeshCluster> given, string? kubeconfig)
    {
        var text = TextFile.Read(path);
        var root = Root(text, path);
        try
        {
            return DeclarationReader.Read(root, given, cluster => cluster with { Kubeconfig = kubeconfig });
        }
        catch (DeclarationException exception)
        {
            throw DeclarationFileErrors.At(path, PlaceFinder.Find(text, exception.Path), exception);
        }
    }

    /// <summary>Says what writing a federation would do to a file.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="declaration">The federation.</param>
    /// <param name="force">Whether a file may be overwritten that is none of a federation, or has comments.</param>
    /// <returns>The change; none where the file declares the same, in whatever words.</returns>
    /// <exception cref="MeshException">Something would be lost, or the path is a directory.</exception>
    public static MeshFileChange Prepare(string path, UnstructuredMap declaration, bool force)
    {
        if (Directory.Exists(path)) throw DeclarationFileErrors.IsDirectory(path);
        if (!File.Exists(path)) return Change(FileAction.Create, path);
        var text = TextFile.Read(path);
        if (Content(text, path) is { } there)
        {
            if (there == declaration || Says(there, declaration)) return Change(FileAction.Unchanged, path);
            if (!force && Comments.FirstOf(text, FirstLine) is { } line) throw DeclarationFileErrors.WouldLoseComment(path, line);
        }
        else if (!force)
        {
            throw DeclarationFileErrors.Foreign(path);
        }

        return Change(FileAction.Update, path);
    }

    /// <summary>Writes a federation; the file is replaced as a whole or not at all.</summary>
    /// <param name="path">The whole path.</param>
    /// <param name="declaration">The federation.</param>
    /// <exception cref="MeshException">It cannot be written.</exception>
    public static void Write(string path, UnstructuredMap declaration) =>
        PlanFileErrors.Writing(path, () => WholeFile.Write(path, FirstLine + YamlWriter.Write(declaration)));

    /// <summary>The one document of a text.</summary>
    private static UnstructuredMap Root(string text, string path)
    {
        var documents = DocumentStream.Read(text, path);
        if (documents.Count == 0) throw DeclarationFileErrors.Empty(path);
        if (documents.Count > 1) throw DeclarationFileErrors.Several(path, documents[1].Document.Line);
        var content = documents[0].Document.Content;
        return documents[0].Lines.RepeatedIn(content) is [var twice, ..]
            ? throw DeclarationFileErrors.Repeated(path, twice, PlaceFinder.ColumnOf(text, twice.Line, twice.Key))
            : content;
    }

    /// <summary>The content of a file that looks like a federation's; null for any other.</summary>
    private static UnstructuredMap? Content(string text, string path)
    {
        try
        {
            return Root(text, path) is var root && root.ContainsKey("federation") && root.ContainsKey("version") ? root : null;
        }
        catch (MeshException)
        {
            return null;
        }
    }

    /// <summary>Whether a file that others wrote, in other words and another order, declares the same.</summary>
    private static bool Says(UnstructuredMap there, UnstructuredMap declaration)
    {
        try
        {
            var services = DeclarationReader.Read(there, []);
            var federation = services[0].Federation!;
            return DeclarationWriter.Write(services, federation.Name, federation.AddressPool) == declaration;
        }
        catch (MeshException)
        {
            return false;
        }
    }

    private static MeshFileChange Change(FileAction action, string path) =>
        new(action, "", path) { Directory = Path.GetDirectoryName(path)! };
}
