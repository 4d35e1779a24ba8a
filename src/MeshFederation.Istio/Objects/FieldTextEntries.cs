using System.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The entries of a map that are texts; walked through without anything being made for it.</summary>
internal readonly struct FieldTextEntries(UnstructuredMap map) : IEnumerable<KeyValuePair<string, string>>
{
    public Enumerator GetEnumerator() => new(map);

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal struct Enumerator(UnstructuredMap map) : IEnumerator<KeyValuePair<string, string>>
    {
        private int _index = -1;

        public KeyValuePair<string, string> Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_index < map.Count)
            {
                if (map.EntryAt(_index) is not (var name, string text)) continue;
                Current = new(name, text);
                return true;
            }

            return false;
        }

        public void Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}
