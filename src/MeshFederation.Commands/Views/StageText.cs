using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Views;

/// <summary>Says in which stages a plan is published. A plan with one stage needs no word.</summary>
internal static class StageText
{
    /// <summary>
    /// The stages with their numbers, as <c>Stages: 1 add (5 writes), 2 routes (1 write). Proxies are waited for once.</c>; empty for one
    /// stage.
    /// </summary>
    public static string Of(MeshPlan plan)
    {
        if (plan.Stage.Count < 2) return "";
        var stages = plan.Stage.Select((stage, i) => FormattableString.Invariant(
            $"{i + 1} {Name(stage.Stage)} ({(stage.Writes == 1 ? "1 write" : FormattableString.Invariant($"{stage.Writes} writes"))})"));
        return $"Stages: {string.Join(", ", stages)}. {Waits(plan.Stage.Sum(stage => stage.Waits))}";
    }

    /// <summary>The numbers of the stages of a change, as <c> [1, 3]</c>; empty where the plan has one stage.</summary>
    public static string Of(MeshPlan plan, MeshChange change)
    {
        if (plan.Stage.Count < 2 || change.Stage.Count == 0) return "";
        var numbers = plan.Stage.Select((stage, i) => (stage.Stage, Number: i + 1))
            .Where(stage => change.Stage.Contains(stage.Stage))
            .Select(stage => stage.Number);
        return $" [{string.Join(", ", numbers)}]";
    }

    private static string Name(PublishingStage stage) => stage switch
    {
        PublishingStage.Add => "add",
        PublishingStage.Move => "move",
        PublishingStage.Routes => "routes",
        _ => "remove",
    };

    private static string Waits(int count) => count switch
    {
        0 => "Proxies need not be waited for.",
        1 => "Proxies are waited for once.",
        2 => "Proxies are waited for twice.",
        _ => FormattableString.Invariant($"Proxies are waited for {count} times."),
    };
}
