namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// The texts that a file says again and again, as its keys, kinds and namespaces, each once. It knows the last text of each of its places,
/// so a file of texts that never come again costs nothing.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 1024;
    private const int Longest = 64;

    private readonly string?[] _texts = new string?[Places];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest) return text.ToString();
        ref var known = ref _texts[(uint)string.GetHashCode(text, StringComparison.Ordinal) % Places];
        if (known is null || !text.SequenceEqual(known)) known = text.ToString();
        return known;
    }
}
