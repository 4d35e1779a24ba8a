namespace MeshFederation.Reporting.Topology;

/// <summary>Orders names as people count: cluster2 comes before cluster10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        var (i, j) = (0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = char.IsAsciiDigit(one[i]) && char.IsAsciiDigit(other[j])
                ? CompareNumbers(Number(one, ref i), Number(other, ref j))
                : one[i++].CompareTo(other[j++]);
            if (order != 0) return order;
        }

        var rest = (one.Length - i).CompareTo(other.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(one, other);
    }

    private static string Number(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index])) index++;
        return text[start..index].TrimStart('0');
    }

    private static int CompareNumbers(string one, string other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other);
}
