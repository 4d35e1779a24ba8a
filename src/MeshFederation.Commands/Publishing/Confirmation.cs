using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Federations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Has a plan confirmed.</summary>
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
            throw new MeshException(
                MeshErrorId.ConfirmationImpossible,
                MeshErrorKind.InvalidArgument,
                $"{activity} the federation '{plan.Name}' is to be confirmed, and nobody can be asked here: {exception.Message} Nothing "
                + "was changed.",
                "See first what would be done: -WhatIf. Then confirm it beforehand: -Confirm:$false.",
                plan,
                exception);
        }
    }
}
