using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Federations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Has a plan or a file confirmed.</summary>
internal static class Confirmation
{
    /// <summary>Asks; where nobody can be asked, as in a pipeline, it is said what answers instead.</summary>
    /// <param name="approval">Asks the user.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="activity">What is done, as a participle: <c>Publishing</c>.</param>
    /// <returns>The objects that were declined; null when all was.</returns>
    public static IReadOnlySet<ChangeKey>? Ask(IApproval approval, MeshPlan plan, string activity)
    {
        try
        {
            return approval.Ask(plan);
        }
        catch (Exception exception) when (Prompt.IsImpossible(exception))
        {
            throw Impossible($"{activity} the federation '{plan.Name}'", "Nothing was changed.", plan, exception);
        }
    }

    /// <summary>Asks about a file; where nobody can be asked, as in a pipeline, it is said what answers instead.</summary>
    /// <param name="change">What is to be done to the file.</param>
    /// <param name="ask">Asks the user.</param>
    /// <returns>Whether it may be done.</returns>
    public static bool OfFile(MeshFileChange change, Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception) when (Prompt.IsImpossible(exception))
        {
            throw Impossible($"The change of '{change.Path}'", "What was not confirmed was not changed.", change, exception);
        }
    }

    /// <summary>Asks about something else; where nobody can be asked, as in a pipeline, it is said what answers instead.</summary>
    /// <param name="what">What is to be done, in a sentence.</param>
    /// <param name="ask">Asks the user.</param>
    /// <returns>Whether it may be done.</returns>
    public static bool Of(string what, Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception) when (Prompt.IsImpossible(exception))
        {
            throw Impossible($"'{what}'", "What was not confirmed was not changed.", what, exception);
        }
    }

    private static MeshException Impossible(string what, string done, object target, Exception exception) => new(
        MeshErrorId.ConfirmationImpossible,
        MeshErrorKind.InvalidArgument,
        $"{what} is to be confirmed, and nobody can be asked here: {exception.Message} {done}",
        "See first what would be done: -WhatIf. Then confirm it beforehand: -Confirm:$false.",
        target,
        exception);
}
