namespace MeshFederation.Routing.Access;

/// <summary>Combines what holds (true), does not (false) and is not known (null).</summary>
internal static class Trilean
{
    /// <summary>Whether all hold: one that does not outdoes those that are not known.</summary>
    public static bool? All(IEnumerable<bool?> values)
    {
        bool? all = true;
        foreach (var value in values)
        {
            if (value is false) return false;
            if (value is null) all = null;
        }

        return all;
    }

    /// <summary>Whether any holds.</summary>
    public static bool? Any(IEnumerable<bool?> values) => Not(All(values.Select(Not)));

    /// <summary>The contrary; of what is not known it is not known either.</summary>
    public static bool? Not(bool? value) => value is { } known ? !known : null;
}
