using System.Collections;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Text;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Commands.Views;

/// <summary>
/// Shows a plan as terraform shows one: what changes, grouped by cluster, what does not only counted, and a closing count. The format view
/// calls it.
/// </summary>
public static class PlanView
{
    private const int LongestValue = 100;
    private const int UsualWidth = 120;

    /// <summary>The lines that show a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="colors">Escape sequences by the names of actions, and <c>Reset</c>; empty where there are no colours.</param>
    /// <param name="width">How many columns the screen has; 0 where nobody knows.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Lines(MeshPlan plan, IDictionary colors, int width)
    {
        // The colours are ours, whatever else would turn some on is not.
        if (width <= 0) width = UsualWidth;
        foreach (var cluster in plan.Cluster)
        {
            var changes = plan.Changes.Where(change => change.Cluster == cluster.Name).ToList();
            var unread = plan.Unread.FirstOrDefault(unread => unread.Cluster == cluster.Name);
            if (unread is null && changes.TrueForAll(IsQuiet)) continue;
            yield return ShownText.Of(cluster.Name);
            foreach (var line in unread is null ? [] : TextWrap.Wrap($"  ! could not be read: {unread.Message}", 4, width))
                yield return Colored(line, ChangeAction.Failed, colors);
            foreach (var line in changes.Where(change => !IsQuiet(change)).SelectMany(change => Lines(plan, change, colors, width)))
                yield return line;
            var quiet = changes.Count(IsQuiet);
            if (quiet > 0) yield return FormattableString.Invariant($"    {quiet} unchanged");
            yield return "";
        }

        foreach (var line in Judgement(plan).SelectMany(text => TextWrap.Wrap($"! {text}", 2, width)))
            yield return Colored(line, ChangeAction.Failed, colors);
        foreach (var line in plan.Unwanted == 0 ? [] : TextWrap.Wrap(Unwanted(plan.Unwanted), 0, width)) yield return line;
        foreach (var line in StageText.Of(plan) is { Length: > 0 } stages ? TextWrap.Wrap(stages, 0, width) : []) yield return line;
        foreach (var line in TextWrap.Wrap(plan.Summary, 0, width)) yield return line;
    }

    /// <summary>What is beside the changes: what publishing is refused for, what is not known, and what is open to all.</summary>
    private static IEnumerable<string> Judgement(MeshPlan plan) =>
    [
        .. plan.Danger.Select(finding => ShownText.Of($"{finding.Rule} {finding.Cluster} {finding.Target}: {finding.Message}")),
        .. Widenings.Errors(plan.Widening).Select(widened => ShownText.Of(widened.Message)),
        .. plan.UnknownAccess.Concat(plan.OpenAccess).Select(ShownText.Of),
    ];

    /// <summary>What changes nothing and needs no word.</summary>
    private static bool IsQuiet(MeshChange change) => change.Action == ChangeAction.Unchanged && change.Message.Length == 0;

    private static IEnumerable<string> Lines(MeshPlan plan, MeshChange change, IDictionary colors, int width)
    {
        var (sign, word) = Word(change.Action);
        var name = ShownText.Of($"{change.Kind}/{change.Namespace}/{change.Name}");
        var part = change.Adopts ? " (taken over)" : change.OnlyFields ? " (only these fields)" : "";
        yield return Colored($"  {sign} {word} {name}{part}{StageText.Of(plan, change)}", change.Action, colors);
        foreach (var line in change.Difference.SelectMany(difference => TextWrap.Wrap(Line(difference), 10, width))) yield return line;
        foreach (var line in change.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => TextWrap.Wrap("      " + line, 9, width)))
        {
            yield return line;
        }
    }

    private static string Line(FieldDifference difference) => difference switch
    {
        { Before: null } => $"      + {difference.Path}: {Short(difference.After)}",
        { After: null } => $"      - {difference.Path}: {Short(difference.Before)}",
        _ => $"      {difference.Path}: {Short(difference.Before)} → {Short(difference.After)}",
    };

    private static string Short(object? value)
    {
        var text = InlineYaml.Write(value);
        return text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";
    }

    private static (char Sign, string Word) Word(ChangeAction action) => action switch
    {
        ChangeAction.Create => ('+', "create"),
        ChangeAction.Update => ('~', "update"),
        ChangeAction.Delete => ('-', "delete"),
        ChangeAction.Conflict => ('!', "conflict"),
        ChangeAction.Failed => ('!', "refused"),
        _ => ('=', "unchanged"),
    };

    private static string Unwanted(int count) => count == 1
        ? "1 object of the federation is no longer wanted and stays; -Prune removes it."
        : FormattableString.Invariant($"{count} objects of the federation are no longer wanted and stay; -Prune removes them.");

    private static string Colored(string text, ChangeAction action, IDictionary colors) =>
        colors[action.ToString()] is string { Length: > 0 } color ? color + text + colors["Reset"] : text;
}
