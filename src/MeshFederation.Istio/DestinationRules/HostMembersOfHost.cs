using System.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>The objects of one host, in their order; walked through without anything being made for it.</summary>
/// <param name="items">All objects.</param>
/// <param name="next">Behind each place that of the next one of the same host; below 0 where none follows.</param>
/// <param name="first">The place of the first one; below 0 where there is none.</param>
internal readonly struct HostMembersOfHost(IReadOnlyList<MeshManifest> items, int[] next, int first) : IEnumerable<MeshManifest>
{
    public Enumerator GetEnumerator() => new(items, next, first);

    IEnumerator<MeshManifest> IEnumerable<MeshManifest>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal struct Enumerator(IReadOnlyList<MeshManifest> items, int[] next, int first) : IEnumerator<MeshManifest>
    {
        private readonly int _first = first;
        private int _following = first;
        private int _place = -1;

        public readonly MeshManifest Current => items[_place];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_following < 0) return false;
            (_place, _following) = (_following, next[_following]);
            return true;
        }

        public void Reset() => (_place, _following) = (-1, _first);

        public readonly void Dispose()
        {
        }
    }
}
