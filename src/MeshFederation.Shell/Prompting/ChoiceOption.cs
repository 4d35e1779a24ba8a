using System.Management.Automation.Host;

namespace MeshFederation.Shell.Prompting;

/// <summary>One choice: <c>&amp;Yes</c> is chosen by Y, and <c>Yes</c> is its name; a choice without a mark is chosen by its name.</summary>
internal sealed record ChoiceOption(string Key, string Name, string Help)
{
    public static ChoiceOption Of(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var name = choice.Label.Replace("&", "", StringComparison.Ordinal).Trim();
        var key = mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : name;
        return new ChoiceOption(key, name, choice.HelpMessage);
    }

    public bool Is(string answer) =>
        string.Equals(answer, Key, StringComparison.OrdinalIgnoreCase) || string.Equals(answer, Name, StringComparison.OrdinalIgnoreCase);
}
