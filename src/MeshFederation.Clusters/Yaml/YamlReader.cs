using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Reads Kubernetes objects from YAML and JSON as kubectl does (sigs.k8s.io/yaml over YAML 1.1): unquoted <c>yes</c>, <c>no</c>, <c>on</c>,
/// <c>off</c>, <c>y</c> and <c>n</c> are bools, <c>0x1F</c>, <c>0o17</c>, <c>017</c> and <c>0b1</c> are whole numbers, dates are texts, and
/// whatever is quoted is a text. Of a key that comes twice the last value counts, and <see cref="KubernetesDocument.RepeatedKey"/> says so.
/// Several documents stand in one file, empty ones do not count, and a list, as <c>kind: List</c> or <c>ServiceList</c>, stands for its
/// items.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of a UTF-8 file, with or without a byte order mark.</param>
    /// <returns>The objects in the order of the file; none for an empty file.</returns>
    /// <exception cref="MeshException">
    /// The file is not there, cannot be read, is not YAML, or holds something else than objects.
    /// </exception>
    public static IReadOnlyList<KubernetesDocument> ReadFile(string path) => ReadText(TextFile.Read(path), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML or JSON.</param>
    /// <param name="file">The name of the text for messages: the path it comes from.</param>
    /// <returns>The objects in the order of the text; none for an empty one.</returns>
    /// <exception cref="MeshException">The text is not YAML, or holds something else than objects.</exception>
    public static IReadOnlyList<KubernetesDocument> ReadText(string text, string file) => ReadText(text, file, static fault => throw fault);

    /// <summary>Reads what can be read of a file.</summary>
    /// <param name="path">The path of a UTF-8 file, with or without a byte order mark.</param>
    /// <param name="fault">Is told of each document that cannot be read, and of a file that cannot.</param>
    /// <returns>The other objects, in the order of the file.</returns>
    public static IReadOnlyList<KubernetesDocument> ReadFile(string path, Action<MeshException> fault)
    {
        string text;
        try
        {
            text = TextFile.Read(path);
        }
        catch (MeshException exception)
        {
            fault(exception);
            return [];
        }

        return ReadText(text, path, fault);
    }

    /// <summary>Reads what can be read of a text.</summary>
    /// <param name="text">The YAML or JSON.</param>
    /// <param name="file">The name of the text for messages: the path it comes from.</param>
    /// <param name="fault">Is told of each document that cannot be read.</param>
    /// <returns>The other objects, in the order of the text.</returns>
    public static IReadOnlyList<KubernetesDocument> ReadText(string text, string file, Action<MeshException> fault)
    {
        var objects = new List<KubernetesDocument>();
        foreach (var document in DocumentStream.Read(text, file, fault))
        {
            try
            {
                objects.AddRange(KubernetesList.Flatten(document));
            }
            catch (MeshException exception)
            {
                fault(exception);
            }
        }

        return objects;
    }
}
