using System.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The texts of a list, with their places; walked through without anything being made for it.</summary>
internal readonly struct FieldTexts(UnstructuredList list) : IEnumerable<(int Index, string Text)>
{
    public Enumerator GetEnumerator() => new(list);

    IEnumerator<(int Index, string Text)> IEnumerable<(int Index, string Text)>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal struct Enumerator(UnstructuredList list) : IEnumerator<(int Index, string Text)>
    {
        private int _index = -1;

        public readonly (int Index, string Text) Current => (_index, (string)list[_index]!);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_index < list.Count)
            {
                if (list[_index] is string) return true;
            }

            return false;
        }

        public void Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}
