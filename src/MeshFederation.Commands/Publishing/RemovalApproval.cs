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

    /// <inheritdoc />
    public bool IsWhatIf => _each.IsWhatIf;

    /// <inheritdoc />
    public void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers)
    {
        _each.Show(plan, answers);
        ask($"Delete the history of the federation '{plan.Name}' in {Clusters(plan)}.", "", caption);
    }

    /// <inheritdoc />
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan)
    {
        var what = FormattableString.Invariant(
            $"the federation '{plan.Name}', {plan.Changes.Count} objects and its history, from {Clusters(plan)}");
        return ask($"Remove {what}.", $"Remove {what}?", caption) ? new HashSet<ChangeKey>() : null;
    }

    private static string Clusters(MeshPlan plan) => string.Join(", ", plan.Cluster.Select(cluster => $"'{cluster.Name}'"));
}
