using System.Collections;

namespace MeshFederation.Commands.Publishing;

/// <summary>Collects what comes down the pipeline, where one federation comes once for each of its clusters.</summary>
internal sealed class OrderedNames : IEnumerable<(string Name, IReadOnlyList<string> Contexts)>
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<string>> _contexts = new(StringComparer.Ordinal);

    public void Add(string name, IEnumerable<string>? contexts)
    {
        if (!_contexts.TryGetValue(name, out var known))
        {
            _names.Add(name);
            _contexts.Add(name, known = []);
        }

        known.AddRange((contexts ?? []).Except(known, StringComparer.Ordinal));
    }

    public IEnumerator<(string Name, IReadOnlyList<string> Contexts)> GetEnumerator() =>
        _names.Select(name => (name, (IReadOnlyList<string>)_contexts[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
