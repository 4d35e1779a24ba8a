using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Asks the user, on the pipeline thread and before anything is written, what may be done.</summary>
internal interface IApproval
{
    /// <summary>Whether nothing is to be done but said.</summary>
    bool IsWhatIf { get; }

    /// <summary>Says what would be done, and what a dry run said against it.</summary>
    void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers);

    /// <summary>Says that nothing would be done.</summary>
    void ShowNothing(MeshPlan plan);

    /// <summary>Asks; gives the objects that were declined, or null when nothing may be done.</summary>
    IReadOnlySet<ChangeKey>? Ask(MeshPlan plan);
}
