namespace MeshFederation.Istio.Expressions;

/// <summary>
/// How often parts of an expression repeat. RE2 takes no repeat over 1,000, nor repeats in one another that come to more
/// (re2/parse.cc RepetitionWalker), which is also what keeps the size of the machine in bounds.
/// </summary>
internal sealed class Re2Repeats
{
    public const int Most = 1000;

    /// <summary>Of each group that is open: the most that anything in it repeats.</summary>
    private readonly Stack<long> _groups = new();
    private long _most = 1;
    private long _last = 1;

    public void Open()
    {
        _groups.Push(_most);
        (_most, _last) = (1, 1);
    }

    public void Close()
    {
        _last = _most;
        _most = Math.Max(_groups.TryPop(out var outer) ? outer : 1, _last);
    }

    public void Alternative() => _last = 1;

    public void Atom() => _last = 1;

    /// <summary>Notes a repeat of what came last.</summary>
    /// <param name="counts">Its one or two numbers; an empty one has no bound.</param>
    /// <returns>False when that is too many.</returns>
    public bool Repeat(string[] counts)
    {
        var most = 1L;
        foreach (var count in counts)
        {
            var digits = count.TrimStart('0');
            if (digits.Length > 4) return false;
            if (digits.Length > 0) most = Math.Max(most, int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
        }

        _last *= most;
        _most = Math.Max(_most, _last);
        return most <= Most && _last <= Most;
    }
}
