using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Asks once whether a federation may be removed whole; half of it is nothing that anybody wants.</summary>
internal sealed class RemovalApproval(PSCmdlet cmdlet, string caption, Func<string, string, string, bool> ask, Action<MeshException> fail)
    : IApproval
{
    private readonly ChangeApproval _each = new(cmdlet, caption, ask, fail);
    private readonly RemovalQuestion _question = new(cmdlet, caption);

    /// <inheritdoc />
    public bool IsWhatIf => _each.IsWhatIf;

    /// <inheritdoc />
    public void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers)
    {
        _each.Show(plan, answers);
        ask($"Delete the history of the federation '{plan.Name}' in {Clusters(plan)}.", "", caption);
    }

    /// <inheritdoc />
    public void ShowNothing(MeshPlan plan) => _each.ShowNothing(plan);

    /// <inheritdoc />
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan) => _question.AskWhole(
        $"Unpublishing the federation '{plan.Name}' removes {RemovalText.Objects(plan.Changes.Count)} and its history from "
        + $"{Clusters(plan)}. Remove them?")
            ? new HashSet<ChangeKey>()
            : null;

    private static string Clusters(MeshPlan plan) => RemovalText.Names(plan.Cluster.Select(cluster => cluster.Name));
}
