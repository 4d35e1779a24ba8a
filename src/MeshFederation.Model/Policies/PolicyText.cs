using MeshFederation.Model.Text;

namespace MeshFederation.Model.Policies;

/// <summary>Policies of several values in one line.</summary>
internal static class PolicyText
{
    /// <summary>The values that are said, by their names.</summary>
    /// <returns>The text, as <c>interval=10s, maxEjectionPercent=50</c>; <c>as usual</c> where nothing is.</returns>
    public static string Of(params (string Name, object? Value)[] values)
    {
        var said = values.Where(value => value.Value is not null).Select(value => $"{value.Name}={Shown(value.Value!)}").ToList();
        return said.Count == 0 ? "as usual" : string.Join(", ", said);
    }

    private static string Shown(object value) => value switch
    {
        TimeSpan duration => DurationText.Of(duration),
        bool flag => flag ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };
}
