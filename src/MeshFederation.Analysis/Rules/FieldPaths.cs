using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>The paths of the maps and lists of an object. They are looked for when something was found, which is seldom.</summary>
internal sealed class FieldPaths
{
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);

    public FieldPaths(MeshManifest manifest)
    {
        Manifest = manifest;
        Walk(manifest.Content, "");
    }

    public MeshManifest Manifest { get; }

    /// <summary>The path of a map or list; <c>spec</c> for one that stands for a spec that is missing.</summary>
    public string Of(object container) => _paths.GetValueOrDefault(container, "spec");

    public int? LineOf(UnstructuredMap map, string key)
    {
        for (var i = 0; i < map.Count; i++)
        {
            if (map.EntryAt(i).Key == key) return LineOf(map, i);
        }

        return LineOf(map, -1);
    }

    public int? LineOf(object container, int index) => Manifest.Source?.LineOf(container, index);

    /// <summary>The line of a map or list by its path, or of what it is in.</summary>
    public int? LineOf(string path)
    {
        for (var known = path; known.Length > 0; known = known[..Math.Max(known.LastIndexOfAny(['.', '[']), 0)])
        {
            foreach (var (container, name) in _paths)
            {
                if (name == known) return LineOf(container, -1);
            }
        }

        return null;
    }

    private void Walk(object? value, string path)
    {
        if (value is UnstructuredMap map)
        {
            if (!_paths.TryAdd(map, path)) return;
            for (var i = 0; i < map.Count; i++)
            {
                var (key, child) = map.EntryAt(i);
                if (child is UnstructuredMap or UnstructuredList) Walk(child, path.Length == 0 ? key : path + "." + key);
            }
        }
        else if (value is UnstructuredList list && _paths.TryAdd(list, path))
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is UnstructuredMap or UnstructuredList) Walk(list[i], FormattableString.Invariant($"{path}[{i}]"));
            }
        }
    }
}
