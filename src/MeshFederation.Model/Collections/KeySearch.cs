using System.Runtime.CompilerServices;

namespace MeshFederation.Model.Collections;

/// <summary>Finds a key among the few of a map.</summary>
internal static class KeySearch
{
    /// <summary>The place of a key, compared ordinally; -1 where it is not among them.</summary>
    /// <remarks>
    /// Everything that is decided of an object begins here, many million times. So it is compiled as it shall stay at once, and not as code
    /// that counts its own calls for a while, which a process that analyses once would never outlive.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOf(string[] keys, string key)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var known = keys[i];
            if (ReferenceEquals(known, key)) return i;
            if (known.Length == key.Length && string.Equals(known, key, StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
